package org.dibao.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.dibao.contract.article.Position;
import org.dibao.contract.json.Json;
import org.dibao.contract.wire.TraceParent;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.ReceivedRecord;
import org.dibao.eventlog.RecordFinder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** One request can be followed through every service and topic, and told of afterwards. */
@Timeout(180)
class TracingTest {
    private static final List<String> TOPICS = List.of("articles", "article-events", "publications");
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String GIVEN = "00-" + TRACE + "-00f067aa0ba902b7-00";

    @TempDir
    Path data;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void aRequestIsTheSameOnEveryTopicAndItsTimesAreToldAlsoAfterARestart() throws Exception {
        long followed;
        try (Standalone dibao = Standalone.start(Options.onFreePorts(data))) {
            followed = publish(dibao, "/api/articles", GIVEN);
            long replaced = publish(dibao, "/api/articles", "00-bad");
            long made = publish(dibao, "/api/articles", null);

            assertThat(traces(dibao, followed)).containsOnly(TRACE).hasSize(3);
            assertThat(traces(dibao, replaced))
                    .doesNotContain(TRACE)
                    .doesNotContainNull()
                    .hasSize(3);
            assertThat(traces(dibao, replaced).stream().distinct()).hasSize(1);
            assertThat(traces(dibao, made).stream().distinct()).hasSize(1).isNotEqualTo(traces(dibao, replaced));

            JsonNode told = json(get(dibao, "/api/submissions/" + followed + "/trace"));
            assertThat(told.path("traceId").asString()).isEqualTo(TRACE);
            assertThat(told.path("stages")
                            .valueStream()
                            .map(stage -> stage.path("stage").asString()))
                    .containsExactly("accepted", "appended", "decided", "rendered", "live");
            assertThat(times(told)).hasSize(5).isSorted();
            assertThat(get(dibao, "/api/submissions/999/trace").statusCode()).isEqualTo(404);
        }
        try (Standalone dibao = Standalone.start(Options.onFreePorts(data))) {
            JsonNode told = json(get(dibao, "/api/submissions/" + followed + "/trace"));
            assertThat(times(told)).hasSize(4).isSorted();
            assertThat(told.path("stages").get(4).path("unknown").asString()).contains("forgotten");
            assertThat(http.send(
                                    HttpRequest.newBuilder(
                                                    URI.create(dibao.url() + "/api/submissions/" + followed + "/trace"))
                                            .build(),
                                    BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    private long publish(Standalone dibao, String path, @org.jspecify.annotations.Nullable String trace)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(dibao.url() + path))
                .header("Authorization", "Bearer " + dibao.apiKey())
                .header("Content-Type", "application/json")
                .header("Prefer", "wait=30")
                .POST(BodyPublishers.ofString("{\"title\": \"Lanterns " + System.nanoTime() + "\", \"body\": \"x\"}"));
        if (trace != null) {
            request.header("traceparent", trace);
        }
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return json(answer).path("position").asLong();
    }

    /** The trace id that the record of a position has on each topic. */
    private static List<String> traces(Standalone dibao, long position) {
        try (RecordFinder finder = new RecordFinder(new KafkaSettings(dibao.kafkaBootstrap()))) {
            return TOPICS.stream()
                    .map(topic -> {
                        ReceivedRecord record = topic.equals("articles")
                                ? finder.at(topic, new Position(position))
                                : finder.of(topic, new Position(position));
                        TraceParent trace = record == null ? null : TraceParent.of(record.headers());
                        return trace == null ? "none on " + topic : trace.traceId();
                    })
                    .toList();
        }
    }

    private static List<Instant> times(JsonNode trace) {
        return trace.path("stages")
                .valueStream()
                .filter(stage -> stage.hasNonNull("at"))
                .map(stage -> Instant.parse(stage.path("at").asString()))
                .toList();
    }

    private HttpResponse<String> get(Standalone dibao, String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(dibao.url() + path))
                        .header("Authorization", "Bearer " + dibao.apiKey())
                        .build(),
                BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return Json.mapper().readTree(answer.body());
    }
}
