package org.dibao.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.dibao.embedded.EmbeddedKafka;
import org.dibao.embedded.EmbeddedMongo;
import org.dibao.gateway.GatewayApplication;
import org.dibao.render.RenderApplication;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** A gateway and a render that both cannot read what is published: how old are the pages that people get? */
@Tag("standalone")
class PageAgeTest {
    private static final Duration MAX_AGE = Duration.ofSeconds(4);
    private static final Duration SOON = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newHttpClient();

    /** Of pages in the gateway's cache it knows by itself; what it asks render for is as old as render says. */
    @Test
    void noPageIsServedThatIsOlderThanTheLimit(@TempDir Path folder) {
        EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
        int port = URI.create("kafka://" + kafka.bootstrapServers()).getPort();
        try (EmbeddedMongo mongo = EmbeddedMongo.start(folder.resolve("documents.mv"), 0);
                ConfigurableApplicationContext render = RenderApplication.builder()
                        .run(arguments(
                                kafka,
                                "--dibao.render.mongo-uri=" + mongo.uri("render"),
                                "--dibao.render.search.dir=" + folder.resolve("search")));
                ConfigurableApplicationContext gateway = GatewayApplication.builder()
                        .run(arguments(
                                kafka,
                                "--dibao.api-key=of-the-tests-too",
                                "--dibao.gateway.status.warm-up=0",
                                "--dibao.gateway.render-url=" + url(render),
                                "--dibao.gateway.pages.recheck-after=500ms",
                                "--dibao.gateway.pages.max-age=" + MAX_AGE.toMillis() + "ms"))) {
            await().atMost(SOON).until(() -> status(gateway, "/") == 200);

            kafka.close();

            long unknownSince = System.nanoTime();
            int[] requests = {0};
            for (String path : List.of("/", "/new-")) {
                await().atMost(SOON).pollInterval(Duration.ofMillis(100)).until(() -> {
                    Duration age = Duration.ofNanos(System.nanoTime() - unknownSince);
                    int status = status(gateway, path.equals("/") ? path : path + requests[0]++ + ".html");
                    assertThat(status).as("%s after %s", path, age).isIn(200, 404, 503);
                    if (status != 503) {
                        assertThat(age).as("served: %s", path).isLessThanOrEqualTo(MAX_AGE);
                    }
                    return status == 503;
                });
            }
            kafka = EmbeddedKafka.start(folder.resolve("kafka"), port);
            await().atMost(SOON).until(() -> status(gateway, "/") == 200);
        } finally {
            kafka.close();
            client.shutdownNow();
        }
    }

    private static String[] arguments(EmbeddedKafka kafka, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--management.server.port=0",
                "--dibao.service-secret=of-the-tests",
                "--spring.main.register-shutdown-hook=false",
                "--dibao.kafka.bootstrap-servers=" + kafka.bootstrapServers()));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    private static String url(ConfigurableApplicationContext service) {
        return "http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port");
    }

    private int status(ConfigurableApplicationContext gateway, String path) throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(URI.create(url(gateway) + path)).build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
