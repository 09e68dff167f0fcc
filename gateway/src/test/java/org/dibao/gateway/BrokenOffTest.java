package org.dibao.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.dibao.gateway.FakeService.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Clients that go away at any moment leave nothing behind: every gauge is where it was. */
@Timeout(300)
class BrokenOffTest {
    private static final int EACH = 250;
    private static final List<String> GAUGES = List.of(
            "dibao.permits.used",
            "dibao.gateway.waiters",
            "dibao.gateway.subscribers",
            "dibao.gateway.pages.in.flight",
            "dibao.gateway.connections");

    private final Gateway gateway = Gateway.start();

    @AfterEach
    void close() {
        gateway.close();
    }

    private static String head(String line, String more) {
        return line + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + Gateway.KEY + "\r\n" + more + "\r\n";
    }

    private static final List<String> REQUESTS = List.of(
            head("POST /api/imports", "Content-Type: application/x-ndjson\r\nContent-Length: 5\r\n") + "{}\n{}",
            head("GET /api/events", ""),
            head("POST /api/articles", "Content-Type: application/json\r\nPrefer: wait=60\r\nContent-Length: 2\r\n")
                    + "{}",
            head("GET /search?q=x", ""),
            head("GET /page-that-nobody-has.html", ""),
            head("POST /api/articles", "Content-Type: application/json\r\nContent-Length: 100\r\n") + "{half");

    @Test
    void aThousandUploadsStreamsAndWaitsThatBreakOffLeaveNothing() throws Exception {
        long seed = Long.getLong("dibao.seed", System.nanoTime());
        System.out.println("BrokenOffTest seed " + seed);
        gateway.ingest.handles((request, response) -> request.uri().equals("/api/imports")
                ? response.header("Content-Type", "application/x-ndjson")
                        .sendString(Flux.interval(Duration.ofMillis(1))
                                .onBackpressureDrop()
                                .map(i -> "line " + i + "\n"))
                : request.receive()
                        .then(Mono.defer(() -> response.status(202)
                                .header("Content-Type", "application/json")
                                .sendString(Mono.just(gateway.accepted().body()))
                                .then())));
        gateway.render.answersLater(it -> Mono.delay(Duration.ofMillis(5))
                .thenReturn(Gateway.page(200, "<p>found</p>", gateway.log.nextPosition() - 1, "path:" + it.uri())));
        breakOff(new Random(seed), 20); // what is only made once is there from now on
        await().until(() -> gauges().equals(Map.of()));
        int threads = threads();
        long files = files();

        breakOff(new Random(seed + 1), EACH);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(gauges()).isEmpty());
        await().untilAsserted(() -> assertThat(threads()).isLessThanOrEqualTo(threads + 2));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(files()).isLessThanOrEqualTo(files + 20));
        assertThat(gateway.get("/search?q=x").statusCode()).isEqualTo(200);
        gateway.ingest.answers(_ -> Reply.problem(400, "/problems/malformed", "no"));
        assertThat(gateway.post("/api/imports", "x").statusCode()).isEqualTo(400);
        long start = System.nanoTime();
        gateway.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
    }

    private void breakOff(Random random, int each) throws Exception {
        try (var clients = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < each; i++) {
                for (String request : REQUESTS) {
                    int micros = random.nextInt(20_000);
                    boolean reset = random.nextBoolean();
                    clients.submit(() -> breakOff(request, micros, reset));
                }
            }
        }
    }

    private Void breakOff(String request, int micros, boolean reset) throws InterruptedException {
        try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
            if (reset) {
                socket.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            TimeUnit.MICROSECONDS.sleep(micros);
        } catch (IOException broken) {
            // As it is meant to.
        }
        return null;
    }

    /** Those that are not zero. */
    private Map<String, Double> gauges() {
        MeterRegistry meters = gateway.bean(MeterRegistry.class);
        return meters.getMeters().stream()
                .filter(meter -> GAUGES.contains(meter.getId().getName()))
                .map(meter -> Map.entry(
                        meter.getId().getName() + meter.getId().getTags(),
                        meter.measure().iterator().next().getValue()))
                .filter(it -> it.getValue() != 0)
                .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static int threads() {
        return (int) Arrays.stream(
                        java.lang.management.ManagementFactory.getThreadMXBean().dumpAllThreads(false, false, 0))
                .filter(thread -> !thread.getThreadName().startsWith("HttpClient"))
                .count();
    }

    private long files() {
        return (long) gateway.bean(MeterRegistry.class)
                .get("process.files.open")
                .gauge()
                .value();
    }
}
