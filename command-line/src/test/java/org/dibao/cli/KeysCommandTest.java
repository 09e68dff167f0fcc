package org.dibao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class KeysCommandTest {
    private static final String KEY =
            "{\"name\":\"desk\",\"scopes\":[\"publish\"],\"createdAt\":\"2026-11-01T12:00:00Z\","
                    + "\"createdBy\":\"default\",\"expires\":\"2026-11-02T12:00:00Z\"%s}";
    private static final String LETTER = "{\"topic\":\"articles\",\"position\":7,\"at\":\"2026-11-01T00:00:00Z\","
            + "\"reason\":\"no value\",\"bytes\":3,\"state\":\"retried\",\"retriedAs\":9,\"settledBy\":\"ops\","
            + "\"headers\":[{\"name\":\"x\",\"value\":\"a\\u001b[2J\"}],\"valueBase64\":\"//8A\"}";

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile String refusal = "{}";
    private final SmallServer server = new SmallServer("/api/", exchange -> {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().toString();
        if (path.equals("/api/site")) {
            SmallServer.answer(exchange, 200, "application/json", "{\"timeZone\":\"Asia/Shanghai\"}");
            return;
        }
        requests.add(exchange.getRequestMethod() + " " + path + " " + body);
        String answer = path.startsWith("/api/dead-letters?")
                ? "{\"waiting\":3,\"deadLetters\":[" + LETTER + "]}"
                : path.startsWith("/api/dead-letters")
                        ? LETTER
                        : path.equals("/api/keys")
                                        && exchange.getRequestMethod().equals("GET")
                                ? "{\"keys\":[{\"name\":\"default\",\"scopes\":[\"publish\",\"operate\"]},"
                                        + String.format(KEY, "") + "]}"
                                : String.format(KEY, ",\"key\":\"dibao_secret\"");
        SmallServer.answer(exchange, status, "application/json", status == 200 ? answer : refusal);
    });

    @AfterEach
    void close() {
        server.close();
    }

    private Run dibao(String... args) {
        String[] all = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(args),
                        java.util.stream.Stream.of("--url", server.url(), "--key", "k"))
                .toArray(String[]::new);
        return Run.dibao(all);
    }

    @Test
    void aNewKeyIsAllThatIsPrinted() {
        Run run = dibao("keys", "add", "desk", "--scopes", "publish,read-drafts", "--expires", "2027-01-31T08:00:00Z");

        assertThat(run.out().strip()).isEqualTo("dibao_secret");
        assertThat(requests)
                .containsExactly(
                        "POST /api/keys {\"name\":\"desk\",\"scopes\":[\"publish\",\"read-drafts\"],\"expires\":\"2027-01-31T08:00:00Z\"}");
    }

    @Test
    void theListTellsTheFirstKeyAndWhatHasExpired() {
        assertThat(dibao("keys", "list").out())
                .contains(
                        "default",
                        "publish,operate",
                        "the first key",
                        "desk",
                        "since 2026-11-01 20:00:00 +08:00, EXPIRED 2026-11-02 20:00:00 +08:00");
    }

    @Test
    void aKeyIsRotatedAndRemoved() {
        assertThat(dibao("keys", "rotate", "desk", "--overlap", "0s").out()).contains("dibao_secret");
        assertThat(dibao("keys", "remove", "desk").out()).contains("desk is refused from now on");

        assertThat(requests)
                .containsExactly("POST /api/keys/desk/rotate {\"formerUntil\":null}", "DELETE /api/keys/desk ");
    }

    @Test
    void anExpiredKeyIsToldInTheServersWords() {
        status = 401;
        refusal = "{\"type\":\"/problems/key-expired\",\"detail\":\"The key desk has expired\"}";

        assertThat(dibao("keys", "list").err()).contains("The key desk has expired");
    }

    @Test
    void timesAheadAreSpansDaysOrInstants() {
        Instant now = Instant.parse("2026-11-01T00:00:00Z");
        ZoneId zone = ZoneId.of("Asia/Shanghai");

        assertThat(TimeAhead.of("--expires", "90d", now, () -> zone)).hasToString("2027-01-30T00:00:00Z");
        assertThat(TimeAhead.of("--expires", "2027-01-31", now, () -> zone)).hasToString("2027-01-31T16:00:00Z");
        assertThat(dibao("keys", "add", "x", "--scopes", "publish", "--expires", "soon")
                        .err())
                .contains("--expires is \"soon\": write it like 90d");
    }

    @Test
    void aDayEndsInTheSitesTimeZoneWhichIsTold() {
        Run run = dibao("keys", "add", "desk", "--scopes", "publish", "--expires", "2027-01-31");

        assertThat(requests)
                .containsExactly(
                        "POST /api/keys {\"name\":\"desk\",\"scopes\":[\"publish\"],\"expires\":\"2027-01-31T16:00:00Z\"}");
        assertThat(run.out().strip()).isEqualTo("dibao_secret");
        // The instant is the server's.
        assertThat(run.err()).contains("The key is refused from 2026-11-02 20:00:00 +08:00 on.");
    }

    @Test
    void deadLettersAreListedShownAndRetried() {
        assertThat(dibao("dead-letters", "list").out())
                .contains(
                        "7 ",
                        "2026-11-01 08:00:00 +08:00  no type, 3 bytes: no value, retried as 9 by ops",
                        "3 wait in all topics.");
        assertThat(dibao("dead-letters", "show", "7").out()).contains("x: a\uFFFD[2J", "base64 //8A");
        assertThat(dibao("dead-letters", "retry", "7").out()).contains("It is submission 9 now.");
        assertThat(dibao("dead-letters", "discard", "7", "--of", "article-events")
                        .out())
                .contains("no longer counts");

        assertThat(requests)
                .containsExactly(
                        "GET /api/dead-letters?topic=articles ",
                        "GET /api/dead-letters/articles/7 ",
                        "POST /api/dead-letters/articles/7/retry ",
                        "POST /api/dead-letters/article-events/7/discard ");
    }
}
