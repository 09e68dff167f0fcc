package org.dibao.ingest.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.dibao.ingest.imports.Archives;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests whose sender goes away at any moment leave nothing behind. */
@Timeout(300)
class BrokenOffTest {
    private final IngestServer server = new IngestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aThousandUploadsThatBreakOffLeaveRoomForTheNext() throws Exception {
        long seed = Long.getLong("dibao.seed", System.nanoTime());
        System.out.println("BrokenOffTest seed " + seed);
        Random random = new Random(seed);
        byte[] archive = new Archives()
                .post("2022-01-25-a.md", "A")
                .post("2022-01-26-b.md", "B")
                .bytes();
        for (int i = 0; i < 1000; i++) {
            try (Socket socket = new Socket("127.0.0.1", server.port())) {
                OutputStream out = socket.getOutputStream();
                out.write(("POST /api/imports HTTP/1.1\r\nHost: x\r\nContent-Type: application/gzip\r\nContent-Length: "
                                + archive.length + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                out.write(archive);
                out.flush();
                TimeUnit.MICROSECONDS.sleep(random.nextInt(20_000));
            } catch (IOException broken) {
                // As it is meant to.
            }
        }
        await().untilAsserted(() -> {
            assertThat(server.gauge("dibao.permits.used", "imports")).isZero();
            assertThat(server.gauge("dibao.workers.busy", "reading")).isZero();
            assertThat(server.gauge("dibao.workers.queue", "reading")).isZero();
        });
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(
                                server.send("POST", "/api/imports", archive, "Content-Type", "application/gzip")
                                        .status())
                        .isEqualTo(200));
    }
}
