package org.dibao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class EventsCommandTest {
    private final List<String> resumedAfter = Collections.synchronizedList(new ArrayList<>());

    @Test
    void afterABreakTheStreamGoesOnAfterTheLastEvent() {
        try (var server = new SmallServer("/api/events", exchange -> {
            String last = exchange.getRequestHeaders().getFirst("Last-Event-ID");
            resumedAfter.add(String.valueOf(last));
            long next = last == null ? 1 : Long.parseLong(last) + 1;
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody()
                    .write((": hello\n\nid: " + next + "\nevent: org.dibao.article.published.v1\n"
                                    + "data: {\"title\":\"潮汐书房\",\ndata: \"path\":\"/a" + next + ".html\"}\n\n")
                            .getBytes(StandardCharsets.UTF_8));
            exchange.close();
        })) {
            Run run = Run.dibao("events", "--count", "3", "--url", server.url());

            assertThat(run.exit()).isZero();
            assertThat(resumedAfter).containsExactly("null", "1", "2");
            assertThat(run.out().lines()).hasSize(3).first().asString().contains("1  published", "潮汐书房", "/a1.html");
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
