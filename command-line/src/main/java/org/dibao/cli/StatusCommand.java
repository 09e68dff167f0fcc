package org.dibao.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** Shows whether everything runs, and where each service stands in the log. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Show whether Dibao runs, the health of its services and where each stands in the log.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  dibao status",
            "  dibao status --json | jq .services.store.metrics"
        })
final class StatusCommand implements Callable<Integer> {
    @Mixin TargetOptions options = new TargetOptions();
    @Spec @Nullable CommandSpec spec;

    @Option(names = "--json", description = "Print one JSON object.")
    boolean json;

    @Override
    public Integer call() {
        Target target = options.target();
        try (var http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build()) {
            Answer site = get(http, target.uri("/api/site"));
            Map<String, Service> services = new TreeMap<>();
            target.running().map(RunFile::management).orElse(Map.of()).forEach((name, url) -> services.put(name, service(http, url)));
            boolean reached = site.status() == 200;
            boolean well = reached && services.values().stream().allMatch(Service::up);
            if (json) {
                Out.of(spec).println(json(target, reached, services));
            } else {
                print(target, reached, site, services);
            }
            return !reached ? Exit.UNREACHABLE : well ? Exit.OK : Exit.REFUSED;
        }
    }

    private void print(Target target, boolean reached, Answer site, Map<String, Service> services) {
        var out = Out.of(spec);
        out.printf("%-10s %s  %s%n", "site", reached ? "up" : "DOWN", target.url() + (reached ? "" : "  (" + site.reason() + ")"));
        target.running().ifPresent(run -> out.printf("%-10s process %d since %s, %s, Kafka at %s, log %s%n",
                "instance", run.pid(), run.started(), run.state(), run.kafka(), run.log()));
        services.forEach((name, service) -> {
            out.printf("%-10s %s%n", name, service.up() ? "up" : "DOWN  " + service.health());
            service.metrics().forEach((metric, value) -> out.printf("             %s %,.0f%n", metric, value));
        });
        if (!reached && target.run() == null) {
            out.println("Start it with \"dibao up\", or name another address with --url.");
        }
    }

    private static String json(Target target, boolean reached, Map<String, Service> services) {
        ObjectNode node = Json.MAPPER.createObjectNode().put("url", target.url()).put("up", reached);
        target.running().ifPresent(run -> node.set("instance", Json.MAPPER.valueToTree(run)));
        ObjectNode all = node.putObject("services");
        services.forEach((name, service) -> {
            ObjectNode one = all.putObject(name).put("up", service.up());
            one.set("health", Json.read(service.health()));
            ObjectNode metrics = one.putObject("metrics");
            service.metrics().forEach(metrics::put);
        });
        return node.toString();
    }

    private static Service service(HttpClient http, String management) {
        Answer health = get(http, URI.create(management + "/actuator/health"));
        Answer metrics = get(http, URI.create(management + "/actuator/prometheus"));
        return new Service(health.status() == 200, health.status() == 0 ? health.reason() : health.body(),
                metrics.status() == 200 ? Metrics.standing(metrics.body()) : Map.of());
    }

    private static Answer get(HttpClient http, URI uri) {
        try {
            var response = http.send(HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            return new Answer(0, e instanceof java.net.ConnectException ? "nothing listens there" : String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(0, "interrupted");
        }
    }

    /** One service as its management port tells of it. */
    record Service(boolean up, String health, Map<String, Double> metrics) {}

    /** An answer; status 0 if there was none, with the reason in place of the body. */
    private record Answer(int status, String body) {
        String reason() {
            return status == 0 ? body : "status " + status;
        }
    }
}
