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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Shows whether everything is running, the position of each service in the log, and how subscriptions are doing. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = {
            "Show whether Dibao is running, the health of its services and the position of each in the log.",
            "With the key also how each subscription is doing: how far behind, failures, next try.",
            "With --trace: when one submission passed each stage, according to the clocks of the machines involved."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  dibao status", "  dibao status --json | jq .services.store.metrics", "  dibao status --trace 42"})
final class StatusCommand implements Callable<Integer> {
    @Mixin
    TargetOptions options = new TargetOptions();

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(names = "--json", description = "Print one JSON object.")
    boolean json;

    @Option(
            names = "--trace",
            paramLabel = "POSITION",
            description = "Show when the submission at a position was accepted, decided, rendered and live.")
    @Nullable
    Long trace;

    @Override
    public Integer call() {
        Target target = options.target();
        if (trace != null) {
            JsonNode report = TraceReport.ask(target, trace);
            if (json) {
                CommandOutput.of(spec).println(report);
            } else {
                TraceReport.print(report, SiteTime.of(target), CommandOutput.of(spec));
            }
            return Exit.OK;
        }
        try (var http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build()) {
            Site site = Site.of(get(http, target.uri("/api/status"), target.key()));
            Map<String, Service> services = new TreeMap<>();
            target.running()
                    .map(RunFile::management)
                    .orElse(Map.of())
                    .forEach((name, url) -> services.put(name, service(http, url)));
            JsonNode subscriptions = target.key() == null
                    ? LenientJson.MAPPER.missingNode()
                    : subscriptions(get(http, target.uri("/api/subscriptions"), target.key()));
            if (json) {
                CommandOutput.of(spec).println(json(target, site, services, subscriptions));
            } else {
                SiteTime time = new SiteTime(path -> LenientJson.read(
                        get(http, target.uri(path), target.key()).body()));
                print(target, site, services, time);
                print(subscriptions, time);
            }
            boolean well = site.following() && services.values().stream().allMatch(Service::up);
            return !site.up() ? Exit.UNREACHABLE : well && !site.refused() ? Exit.OK : Exit.REFUSED;
        }
    }

    private void print(Target target, Site site, Map<String, Service> services, SiteTime time) {
        var out = CommandOutput.of(spec);
        out.printf("%-10s %-5s %s  %s%n", "site", site.up() ? "up" : "DOWN", target.url(), site.standing());
        target.running()
                .ifPresent(run -> out.printf(
                        "%-10s process %d since %s, %s, Kafka at %s, log %s%n",
                        "instance",
                        run.pid(),
                        time.of(run.started().toString()),
                        state(site, run),
                        run.kafka(),
                        run.log()));
        services.forEach((name, service) -> {
            out.printf("%-10s %-5s %s%n", name, service.up() ? "up" : "DOWN", service.management());
            if (!service.up()) {
                out.println("             " + Health.reasons(service.health()));
            }
            Health.problems(service.health())
                    .forEach((part, problem) -> out.printf("             %s problem: %s%n", part, problem));
            Metrics.words(service.metrics()).forEach(words -> out.println("             " + words));
        });
        if (!site.up() && target.run() == null) {
            out.println(
                    site.advice().isEmpty()
                            ? "Start it with \"dibao up\", or give another address with --url."
                            : site.advice());
        }
    }

    /** What it last said of itself, unless it is seen not to be so: it may just have been killed. */
    private static String state(Site site, RunFile run) {
        return site.up() || !run.state().equals(RunFile.READY) ? run.state() : "not answering";
    }

    /** Missing if they are not known. */
    private static JsonNode subscriptions(Answer answer) {
        return answer.status() == 200
                ? LenientJson.read(answer.body()).path("subscriptions")
                : LenientJson.MAPPER.missingNode();
    }

    private void print(JsonNode subscriptions, SiteTime time) {
        var out = CommandOutput.of(spec);
        for (JsonNode one : subscriptions) {
            out.println("subscribed " + SubscriptionLines.of(one));
            SubscriptionLines.trouble(one, time).ifPresent(trouble -> out.println("             " + trouble));
        }
    }

    private static String json(Target target, Site site, Map<String, Service> services, JsonNode subscriptions) {
        ObjectNode node =
                LenientJson.MAPPER.createObjectNode().put("url", target.url()).put("up", site.up());
        node.set("status", site.report());
        if (!subscriptions.isMissingNode()) {
            node.set("subscriptions", subscriptions);
        }
        target.running().ifPresent(run -> node.set("instance", LenientJson.MAPPER.valueToTree(run)));
        ObjectNode all = node.putObject("services");
        services.forEach((name, service) -> {
            ObjectNode one = all.putObject(name).put("up", service.up()).put("management", service.management());
            one.set("health", LenientJson.read(service.health()));
            ObjectNode metrics = one.putObject("metrics");
            service.metrics().forEach(metrics::put);
        });
        return node.toString();
    }

    private static Service service(HttpClient http, String management) {
        Answer health = get(http, URI.create(management + "/actuator/health"), null);
        Answer metrics = get(http, URI.create(management + "/actuator/prometheus"), null);
        return new Service(
                management,
                health.status() == 200,
                health.body(),
                metrics.status() == 200 ? Metrics.standing(metrics.body()) : Map.of());
    }

    private static Answer get(HttpClient http, URI uri, @Nullable String key) {
        try {
            var request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5));
            if (key != null) {
                request.header("Authorization", "Bearer " + key);
            }
            var response = http.send(request.build(), BodyHandlers.ofString());
            AnotherProgram.requireNone(response);
            return new Answer(response.statusCode(), response.body(), "");
        } catch (IOException e) {
            Unreachable it = Unreachable.of(e);
            return new Answer(0, it.why(), it.advice());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(0, "interrupted", "");
        }
    }

    /**
     * The gateway's own report.
     *
     * @param refused whether it refused the key
     * @param advice  what to do if it did not answer; empty if that is to be said of any
     */
    private record Site(boolean up, boolean refused, JsonNode report, String standing, String advice) {
        static Site of(Answer answer) {
            JsonNode report = LenientJson.read(answer.body());
            if (answer.status() == 401) {
                return new Site(true, true, report, "(the key is wrong: give the right one with --key, or none)", "");
            }
            if (answer.status() != 200) {
                return new Site(
                        false,
                        false,
                        report,
                        answer.status() == 0 ? "(" + answer.body() + ")" : "(status " + answer.status() + ")",
                        answer.advice());
            }
            String lag = report.path("details").path("lag").asString("");
            return new Site(
                    true,
                    false,
                    report,
                    (report.path("position").asLong(0) < 0
                                    ? "nothing submitted yet"
                                    : "at position " + report.path("position").asString("?"))
                            + (lag.isEmpty() ? "" : ", " + lag + " behind the log")
                            + (report.path("following").asBoolean(true) ? "" : ", NOT FOLLOWING the log"),
                    "");
        }

        boolean following() {
            return up && report.path("following").asBoolean(true);
        }
    }

    /** A service, according to its management port. */
    record Service(String management, boolean up, String health, Map<String, Double> metrics) {}

    /** An answer; status 0 if there was none, with the reason in place of the body and perhaps what to do. */
    private record Answer(int status, String body, String advice) {}
}
