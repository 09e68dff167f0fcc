package org.dibao.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.dibao.gateway.FakeService.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportsTest {
    private static final int MEGABYTE = 1 << 20;

    private final Gateway gateway = Gateway.start(Map.of(
            "dibao.gateway.submissions.import-idle",
            "3s",
            "dibao.gateway.submissions.max-imports",
            "1",
            "dibao.gateway.connections.body-timeout",
            "500ms"));

    /** The import of the test before may have it for a moment longer than its client. */
    @BeforeEach
    void theOnlyPlaceIsFree() {
        gateway.ingest.answers(_ -> Reply.problem(400, "/problems/malformed", "x"));
        await().until(() -> gateway.post("/api/imports", "x").statusCode() == 400);
    }

    @AfterAll
    void close() {
        gateway.close();
    }

    @Test
    void linesComeBackWhileTheUploadStillRuns() throws IOException {
        gateway.ingest.handles((request, response) -> response.status(200)
                .header("Content-Type", "application/x-ndjson")
                .sendString(
                        request.receive().asString(StandardCharsets.UTF_8).map(it -> "result of " + it),
                        StandardCharsets.UTF_8));
        try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
            socket.setSoTimeout(5000);
            OutputStream out = socket.getOutputStream();
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            write(
                    out,
                    "POST /api/imports HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Type: application/x-ndjson\r\n"
                            + "Authorization: Bearer " + Gateway.KEY + "\r\n\r\n");
            for (int i = 1; i <= 4; i++) { // longer than the time limit for other bodies
                chunk(out, "line " + i + "\n");
                String expected = "result of line " + i;
                String line;
                do {
                    line = in.readLine();
                } while (line != null && !line.equals(expected));
                assertThat(line).isEqualTo(expected);
                long until = System.nanoTime() + 200_000_000;
                await().until(() -> System.nanoTime() > until);
            }
            write(out, "0\r\n\r\n");
            assertThat(in.readLine()).isNotNull();
        }
    }

    @Test
    void noProxyMayHoldTheLinesBack() {
        gateway.ingest.answers(_ ->
                new Reply(200, Map.of("Content-Type", "application/x-ndjson", "Cache-Control", "no-store"), "{}\n"));
        HttpResponse<String> response = gateway.post("/api/imports", "{}\n", "Content-Type", "application/x-ndjson");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().allValues("Cache-Control")).containsExactly("no-store, no-transform");
        assertThat(response.headers().firstValue("X-Accel-Buffering")).hasValue("no");
    }

    @Test
    void aLargeUploadPassesWithoutBeingHeld() throws Exception {
        AtomicLong received = new AtomicLong();
        gateway.ingest.handles((request, response) -> request.receive()
                .doOnNext(it -> received.addAndGet(it.readableBytes()))
                .then(Mono.defer(() -> response.sendString(Mono.just("done\n")).then())));
        long before = direct();
        HttpResponse<String> response = gateway.send(
                "/api/imports",
                it -> it.POST(HttpRequest.BodyPublishers.ofInputStream(() -> new Zeros(300L * MEGABYTE)))
                        .header("Authorization", "Bearer " + Gateway.KEY));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("done\n");
        assertThat(received).hasValue(300L * MEGABYTE);
        assertThat(direct() - before).isLessThan(100L * MEGABYTE);
    }

    private static long direct() {
        return Runtime.getRuntime().totalMemory()
                - Runtime.getRuntime().freeMemory()
                + io.netty.buffer.PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
    }

    @Test
    void aRefusalIsPassedOnAndAServiceThatIsDownIs503() {
        gateway.ingest.answers(_ -> Reply.problem(400, "/problems/malformed", "truncated tar"));
        HttpResponse<String> refused = gateway.post("/api/imports", "x", "Content-Type", "application/gzip");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(refused.body()).contains("truncated tar");
        gateway.ingest.down();
        try {
            HttpResponse<String> down = gateway.post("/api/imports", "x");
            assertThat(down.statusCode()).isEqualTo(503);
            assertThat(down.headers().firstValue("Retry-After")).isPresent();
        } finally {
            gateway.ingest.up();
        }
    }

    @Test
    void anImportInWhichNothingMovesEndsAndMakesRoom() throws IOException {
        AtomicBoolean arrived = new AtomicBoolean();
        gateway.ingest.handles((request, response) ->
                request.receive().doOnNext(_ -> arrived.set(true)).then());
        try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
            socket.setSoTimeout(15_000);
            write(
                    socket.getOutputStream(),
                    "POST /api/imports HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nAuthorization: Bearer "
                            + Gateway.KEY + "\r\n\r\n");
            chunk(socket.getOutputStream(), "line\n");
            byte[] answer = new byte[2000];
            await().untilTrue(arrived); // otherwise the next one could be first and take the only place
            assertThat(gateway.post("/api/imports", "x").statusCode()).isEqualTo(429);
            int length = socket.getInputStream().read(answer);
            assertThat(new String(answer, 0, length, StandardCharsets.UTF_8)).contains(" 503 ");
        }
        theOnlyPlaceIsFree();
    }

    @Test
    void aClientThatGoesAwayEndsItsImport() throws IOException {
        gateway.ingest.handles((request, response) -> response.sendString(Flux.interval(java.time.Duration.ofMillis(20))
                .onBackpressureDrop()
                .map(i -> "line " + i + "\n")));
        try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
            write(
                    socket.getOutputStream(),
                    "POST /api/imports HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nAuthorization: Bearer "
                            + Gateway.KEY + "\r\n\r\n");
            assertThat(socket.getInputStream().read()).isPositive();
        }
        gateway.ingest.answers(_ -> Reply.problem(400, "/problems/malformed", "x"));
        await().until(() -> gateway.post("/api/imports", "x").statusCode() == 400);
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static void chunk(OutputStream out, String text) throws IOException {
        write(out, Integer.toHexString(text.length()) + "\r\n" + text + "\r\n");
    }

    private static final class Zeros extends InputStream {
        private long left;

        Zeros(long size) {
            left = size;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] to, int from, int length) {
            if (left <= 0) {
                return -1;
            }
            int now = (int) Math.min(left, length);
            left -= now;
            return now;
        }
    }
}
