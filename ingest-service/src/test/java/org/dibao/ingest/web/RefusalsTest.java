package org.dibao.ingest.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import org.dibao.ingest.web.IngestServer.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A sender that is told no can rely on it: nothing gets into the log afterwards. */
@Timeout(120)
class RefusalsTest {
    private final CountDownLatch letGo = new CountDownLatch(1);
    private final IngestServer server = new IngestServer(IngestServer.IMPORTS, new SlowClock(), Duration.ofMillis(200));

    @AfterEach
    void stop() {
        letGo.countDown();
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "POST,   /api/articles,   application/json, '{\"title\": \"T\", \"body\": \"x\"}'",
        "PUT,    /api/articles/a, application/json, '{\"title\": \"T\", \"body\": \"x\"}'",
        "DELETE, /api/articles/a, application/json, ''",
        "PUT,    /api/site,       application/json, '{\"title\": \"T\"}'"
    })
    void whatWasRefusedForWantOfTimeNeverGetsIntoTheLog(String method, String path, String type, String body)
            throws Exception {
        Reply reply = server.send(method, path, body, "Content-Type", type);
        assertThat(reply.status()).isBetween(400, 499);
        assertThat(reply.json().path("detail").asString()).contains("Nothing was accepted");
        letGo.countDown();
        await().until(() -> server.gauge("dibao.workers.busy", "reading") == 0);
        assertThat(server.log.appended()).isEmpty();
    }

    /** Reading asks it for the time, and so takes as long as the test wants. */
    private final class SlowClock extends Clock {
        @Override
        public Instant instant() {
            while (letGo.getCount() > 0) {
                Thread.onSpinWait();
            }
            return IngestServer.NOW;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
