package org.dibao.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.dibao.contract.json.Json;
import org.dibao.contract.publication.Publication;
import org.dibao.gateway.FakeService.Reply;
import org.dibao.gateway.deadletters.FakeDeadLetters;
import org.dibao.gateway.operations.FakeOperations;
import org.dibao.gateway.publications.FakePublications;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.web.server.WebFilter;
import tools.jackson.databind.JsonNode;

/** A whole gateway on a port of its own, before fakes of everything behind it. */
final class Gateway implements AutoCloseable {
    static final String KEY = "a-key-for-tests-only";

    final FakeService ingest = new FakeService();
    final FakeService store = new FakeService();
    final FakeService render = new FakeService();
    final FakeService delivery = new FakeService();
    final FakePublications log;
    final FakeOperations operations;
    final FakeDeadLetters deadLetters;
    final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    /** Requests that took the way through the routing. */
    final AtomicLong routed = new AtomicLong();

    private final ConfigurableApplicationContext context;

    private Gateway(
            FakePublications log,
            FakeOperations operations,
            FakeDeadLetters deadLetters,
            Map<String, Object> settings) {
        this.log = log;
        this.deadLetters = deadLetters;
        this.operations = operations;
        Map<String, Object> all = new HashMap<>(Map.of(
                "dibao.gateway.delivery-url",
                delivery.url(),
                "server.port",
                0,
                "management.server.port",
                0,
                "dibao.gateway.ingest-url",
                ingest.url(),
                "dibao.gateway.store-url",
                store.url(),
                "dibao.gateway.render-url",
                render.url(),
                "dibao.service-secret",
                "of-the-tests",
                "dibao.gateway.status.warm-up",
                0));
        if (!settings.containsKey("dibao.gateway.data-dir")) {
            all.put("dibao.api-key", KEY);
        }
        all.putAll(settings);
        String[] arguments = all.entrySet().stream()
                .map(it -> "--" + it.getKey() + "=" + it.getValue())
                .toArray(String[]::new);
        ingest.answers(_ -> accepted());
        render.answers(it -> page(200, "<p>" + it.uri() + "</p>", log.nextPosition() - 1, "path:" + it.uri(), "site"));
        this.context = GatewayApplication.builder()
                .initializers(it -> ((GenericApplicationContext) it)
                        .registerBean(
                                "fakePublications",
                                FakePublications.class,
                                () -> log,
                                definition -> definition.setPrimary(true)))
                .initializers(it -> ((GenericApplicationContext) it)
                        .registerBean(
                                "fakeOperations",
                                FakeOperations.class,
                                () -> operations,
                                definition -> definition.setPrimary(true)))
                .initializers(it -> ((GenericApplicationContext) it)
                        .registerBean(
                                "fakeDeadLetters",
                                FakeDeadLetters.class,
                                () -> deadLetters,
                                definition -> definition.setPrimary(true)))
                .initializers(it -> ((GenericApplicationContext) it)
                        .registerBean("routed", WebFilter.class, () -> (exchange, chain) -> {
                            routed.incrementAndGet();
                            return chain.filter(exchange);
                        }))
                .run(arguments);
    }

    static Gateway start(Map<String, Object> settings) {
        return new Gateway(new FakePublications(99), new FakeOperations(), new FakeDeadLetters(), settings);
    }

    static Gateway start() {
        return start(Map.of());
    }

    /** Beside another gateway, on the same topic of operations. */
    static Gateway beside(Gateway other, Map<String, Object> settings) {
        return new Gateway(new FakePublications(99), other.operations, other.deadLetters, settings);
    }

    static Gateway on(FakePublications log) {
        return on(log, Map.of());
    }

    static Gateway on(FakePublications log, Map<String, Object> settings) {
        return new Gateway(log, new FakeOperations(), new FakeDeadLetters(), settings);
    }

    /** What ingest says: the position is the next that will be published. */
    Reply accepted() {
        return Reply.json(
                202,
                Map.of(
                        "position",
                        log.nextPosition(),
                        "article",
                        "a1",
                        "status",
                        "accepted",
                        "receivedAt",
                        "2022-01-25T02:00:00Z"));
    }

    static Reply page(int status, String body, long position, String... keys) {
        return new Reply(
                status,
                Map.of(
                        "Content-Type",
                        "text/html;charset=utf-8",
                        "ETag",
                        "\"" + body.hashCode() + "\"",
                        "Dibao-Position",
                        Long.toString(position),
                        "Dibao-Purge-Keys",
                        String.join(" ", keys)),
                body);
    }

    void publish(Publication publication) {
        log.publish(publication);
    }

    int port() {
        return java.util.Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer())
                .getPort();
    }

    int managementPort() {
        return Integer.parseInt(String.valueOf(context.getEnvironment().getProperty("local.management.port")));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    URI at(String target) {
        return URI.create("http://127.0.0.1:" + port() + target);
    }

    HttpResponse<String> get(String target, String... headers) {
        return send(target, it -> it.GET(), headers);
    }

    HttpResponse<String> getAsHolder(String target, String... headers) {
        return send(target, it -> it.GET().header("Authorization", "Bearer " + KEY), headers);
    }

    HttpResponse<String> post(String target, String body, String... headers) {
        return send(
                target,
                it -> it.POST(HttpRequest.BodyPublishers.ofString(body)).header("Authorization", "Bearer " + KEY),
                headers);
    }

    CompletableFuture<HttpResponse<String>> postAsync(String body, String... headers) {
        return client.sendAsync(
                request(
                        "/api/articles",
                        it -> it.POST(HttpRequest.BodyPublishers.ofString(body))
                                .header("Authorization", "Bearer " + KEY),
                        headers),
                HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> send(String target, UnaryOperator<HttpRequest.Builder> how, String... headers) {
        try {
            return client.send(request(target, how, headers), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpRequest request(String target, UnaryOperator<HttpRequest.Builder> how, String... headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(at(target)).timeout(Duration.ofSeconds(20));
        if (headers.length > 0) {
            builder.headers(headers);
        }
        return how.apply(builder).build();
    }

    static JsonNode json(HttpResponse<String> response) {
        return Json.mapper().readTree(response.body());
    }

    static Path folder() {
        try {
            return Files.createTempDirectory("gateway-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void stop() {
        context.close();
    }

    @Override
    public void close() {
        stop();
        client.shutdownNow();
        ingest.close();
        store.close();
        render.close();
        delivery.close();
    }
}
