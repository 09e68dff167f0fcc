package org.dibao.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class StandaloneTest {
    private static final List<String> TOPICS = List.of("articles", "article-events", "publications");
    private static final Path SAMPLE = Path.of("..", "samples", "2024-03-18-tidal-library.md");

    @TempDir
    Path data;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void theSampleIsLiveAndStaysSoAcrossARestartAndALossOfBothDatabases() throws Exception {
        String path;
        Map<String, Long> ends;
        try (Standalone dibao = Standalone.start(Options.onFreePorts(data))) {
            HttpResponse<String> posted = post(dibao);
            assertThat(posted.statusCode()).as(posted.body()).isEqualTo(201);
            path = posted.headers().firstValue("Location").orElseThrow();
            assertThat(path).isEqualTo("/haigang/2024/03/18/tidal-library.html");
            assertThat(page(dibao, path)).contains("潮汐书房");
            ends = ends(dibao);
            assertThat(greeting(dibao, Options.onFreePorts(data)))
                    .contains("  curl -i -T ", "\"Authorization: Bearer $(cat " + data.resolve("api-key") + ")\"")
                    .contains("./dibao key --data " + data, "It runs in the background");
            assertThat(Files.getPosixFilePermissions(data.resolve("api-key"))).hasSize(2);
        }
        try (Standalone dibao = Standalone.start(Options.onFreePorts(data))) {
            assertThat(page(dibao, path)).contains("潮汐书房");
            assertThat(ends(dibao)).isEqualTo(ends);
        }
        Files.delete(data.resolve("mongo").resolve("documents.mv"));
        try (Standalone dibao = Standalone.start(Options.onFreePorts(data))) {
            HttpResponse<String> again = post(dibao);
            assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
            assertThat(again.body()).contains("unchanged");
            assertThat(page(dibao, path)).contains("潮汐书房");
            assertThat(page(dibao, "/")).contains("潮汐书房");
        }
    }

    @Test
    void aGivenKeyIsTheKeyAndNoneIsKept() throws Exception {
        try (Standalone dibao = Standalone.start(Options.onFreePorts(data).withApiKey("given-by-the-operator"))) {
            assertThat(post(dibao).statusCode()).isEqualTo(201);
            assertThat(dibao.apiKey()).isEqualTo("given-by-the-operator");
            assertThat(data.resolve("api-key")).doesNotExist();
            assertThat(greeting(dibao, Options.onFreePorts(data).withApiKey("given-by-the-operator")))
                    .contains("\"Authorization: Bearer $DIBAO_API_KEY\"", "set DIBAO_API_KEY to it in each terminal")
                    .doesNotContain("given-by-the-operator", "dibao key");
            assertThat(metrics(dibao, "store"))
                    .as("the disk that is watched is that of the data folder")
                    .contains("disk_free_bytes{path=\"" + data + "\"}");
            assertThat(dibao.managementUrls()).containsOnlyKeys("gateway", "ingest", "store", "render", "delivery");
        }
    }

    private static String greeting(Standalone dibao, Options options) {
        return Greeting.of(
                dibao, options, Duration.ofSeconds(5), true, Map.of("DIBAO_HOME", "..", "DIBAO_COMMAND", "./dibao"));
    }

    private String metrics(Standalone dibao, String service) throws IOException, InterruptedException {
        URI address = URI.create(dibao.managementUrls().get(service) + "/actuator/prometheus");
        return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                .body();
    }

    private HttpResponse<String> post(Standalone dibao) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(dibao.url() + "/api/articles"))
                        .header("Authorization", "Bearer " + dibao.apiKey())
                        .header("Content-Type", "text/markdown")
                        .header("Slug", String.valueOf(Objects.requireNonNull(SAMPLE.getFileName())))
                        .header("Prefer", "wait=20")
                        .POST(BodyPublishers.ofFile(SAMPLE))
                        .build(),
                BodyHandlers.ofString());
    }

    private String page(Standalone dibao, String path) throws IOException, InterruptedException {
        HttpResponse<String> page =
                http.send(HttpRequest.newBuilder(URI.create(dibao.url() + path)).build(), BodyHandlers.ofString());
        assertThat(page.statusCode()).as(path).isEqualTo(200);
        return page.body();
    }

    private static Map<String, Long> ends(Standalone dibao) {
        Map<String, Object> config = Map.of("bootstrap.servers", dibao.kafkaBootstrap());
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var ends = new java.util.TreeMap<String, Long>();
            consumer.endOffsets(TOPICS.stream()
                            .map(topic -> new TopicPartition(topic, 0))
                            .toList())
                    .forEach((partition, end) -> ends.put(partition.topic(), end));
            return ends;
        }
    }
}
