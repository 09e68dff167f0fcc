package org.dibao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@Timeout(30)
class EventsCommandTest {
    private final List<String> resumedAfter = Collections.synchronizedList(new ArrayList<>());
    private final List<String> queries = Collections.synchronizedList(new ArrayList<>());

    @TempDir
    Path folder;

    /** A stream that breaks in the middle of each second event. */
    private SmallServer server() {
        return new SmallServer("/api/events", exchange -> {
            String last = exchange.getRequestHeaders().getFirst("Last-Event-ID");
            resumedAfter.add(String.valueOf(last));
            queries.add(String.valueOf(exchange.getRequestURI().getRawQuery()));
            long next = last == null ? 1 : Long.parseLong(last.split("-")[0]) + 1;
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            write(
                    exchange,
                    "retry: 10\nevent: cursor\ndata: {\"position\":" + (next - 1) + "}\nid: " + (next - 1) + "-log\n\n"
                            + event(next) + event(next + 1).replaceAll("id: .*\n\n$", ""));
            exchange.close();
        });
    }

    private static String event(long position) {
        return "event: published\ndata: {\"cursor\":\"" + position + "-log\",\"event\":\"published\",\"position\":"
                + position
                + ",\"at\":\"2026-05-01T08:00:00Z\",\"article\":\"a\",\ndata: \"title\":\"潮汐书房\",\"path\":\"/a"
                + position
                + ".html\"}\nid: " + position + "-log\n\n";
    }

    private static void write(HttpExchange exchange, String text) throws IOException {
        exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void afterABreakTheStreamGoesOnAfterTheLastWholeEvent() {
        try (var server = server()) {
            Run run = Run.dibao("events", "--count", "3", "--url", server.url());

            assertThat(run.exit()).isZero();
            assertThat(resumedAfter).containsExactly("null", "1-log", "2-log");
            assertThat(run.out().lines()).hasSize(3).first().asString().contains("1  published", "潮汐书房", "/a1.html");
        }
    }

    @Test
    void theBeginningAndTheFilterAreAskedFor() {
        try (var server = server()) {
            Run.dibao(
                    "events",
                    "--count",
                    "2",
                    "--url",
                    server.url(),
                    "--after",
                    "2026-05-01T08:00:00+08:00",
                    "--category",
                    "体育",
                    "--category",
                    "b c",
                    "--type",
                    "moved");

            assertThat(queries)
                    .containsExactly(
                            "category=%E4%BD%93%E8%82%B2&category=b+c&type=moved&after=2026-05-01T08%3A00%3A00%2B08%3A00",
                            "category=%E4%BD%93%E8%82%B2&category=b+c&type=moved");
        }
    }

    @Test
    void thePlaceIsKeptFromRunToRun() throws IOException {
        Path state = folder.resolve("place");
        try (var server = server()) {
            String[] command = {"events", "--count", "2", "--url", server.url(), "--state", state.toString()};

            Run first = Run.dibao(command);
            Run second = Run.dibao(command);

            assertThat(first.out()).contains("/a1.html", "/a2.html");
            assertThat(second.out()).contains("/a3.html", "/a4.html").doesNotContain("/a2.html");
            assertThat(Files.readString(state)).isEqualTo("4-log\n");
            assertThat(folder)
                    .isDirectoryContaining("glob:**/place")
                    .satisfies(it -> assertThat(it.toFile().list()).hasSize(1));
        }
    }

    @Test
    void aProgramGetsEachEventUntilItSucceeds() throws IOException {
        Path got = folder.resolve("got");
        Path state = folder.resolve("place");
        try (var server = server()) {
            Run run = Run.dibao(
                    "events",
                    "--count",
                    "2",
                    "--url",
                    server.url(),
                    "--state",
                    state.toString(),
                    "--format",
                    "json",
                    "--exec",
                    "cat >> " + got + "; test $(grep -c . " + got + ") != 2"); // fails at the second event

            assertThat(run.exit()).isZero();
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).contains("status 1 for event 2");
            assertThat(Files.readAllLines(got))
                    .extracting(line -> LenientJson.read(line).path("position").asInt())
                    .containsExactly(1, 2, 2);
        }
    }

    @Test
    void aProgramThatNeverSucceedsEndsTheRunBeforeTheEvent() throws IOException {
        Path state = folder.resolve("place");
        try (var server = server()) {
            Run run = Run.dibao(
                    "events",
                    "--url",
                    server.url(),
                    "--state",
                    state.toString(),
                    "--retries",
                    "1",
                    "--exec",
                    "test $DIBAO_POSITION = 1");

            assertThat(run.exit()).isEqualTo(Exit.REFUSED);
            assertThat(run.err()).contains("event 2 after 2 attempts");
            assertThat(Files.readString(state)).isEqualTo("1-log\n");
        }
    }

    @Test
    void anEventIsPrintedAsACloudEvent() {
        try (var server = server()) {
            Run run = Run.dibao("events", "--count", "1", "--url", server.url(), "--format", "cloudevents");

            JsonNode event = LenientJson.read(run.out());
            assertThat(event.path("specversion").asString()).isEqualTo("1.0");
            assertThat(event.path("type").asString()).isEqualTo("org.dibao.publication.published.v1");
            assertThat(event.path("id").asString()).isEqualTo("1");
            assertThat(event.path("data").path("title").asString()).isEqualTo("潮汐书房");
        }
    }

    @Test
    void aServerThatIsFullIsLeftAloneForAsLongAsItAsks() {
        try (var server = new SmallServer("/api/events", exchange -> {
            resumedAfter.add("" + System.nanoTime());
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            write(
                    exchange,
                    resumedAfter.size() == 1
                            ? "retry: 1500\nevent: closing\ndata: {\"reason\":\"full\"}\n\n"
                            : event(1));
            exchange.close();
        })) {
            assertThat(Run.dibao("events", "--count", "1", "--url", server.url())
                            .exit())
                    .isZero();
            assertThat(Long.parseLong(resumedAfter.get(1)) - Long.parseLong(resumedAfter.get(0)))
                    .isGreaterThan(1_400_000_000L);
        }
    }

    @Test
    void aRefusedStreamEndsWithTheReason() {
        try (var server = new SmallServer(
                "/api/events",
                exchange -> SmallServer.answer(
                        exchange, 400, "application/problem+json", "{\"detail\":\"No such position.\"}"))) {
            Run run = Run.dibao("events", "--after", "x", "--url", server.url());
            assertThat(run.exit()).isEqualTo(Exit.REFUSED);
            assertThat(run.err()).contains("No such position.");
        }
    }

    @Test
    void whereNothingListensItEnds() {
        assertThat(Run.dibao("events", "--url", "http://127.0.0.1:1").exit()).isEqualTo(Exit.UNREACHABLE);
    }
}
