package org.dibao.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.dibao.gateway.FakeService.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Waiting takes nothing away from those who write. */
@Timeout(300)
class ManyWaitingTest {
    private static final int MANY = 5000;

    private final Gateway gateway = Gateway.start(
            Map.of("dibao.gateway.submissions.max-wait", "5m", "dibao.gateway.status.lag-interval", "1h"));
    private final List<SocketChannel> waiting = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (SocketChannel one : waiting) {
            one.close();
        }
        gateway.close();
    }

    @Test
    void fiveThousandWaitAndTheNextIsAnswered() throws IOException {
        AtomicLong position = new AtomicLong(1_000_000); // none of them is published
        gateway.ingest.answers(_ -> Reply.json(202, Map.of("position", position.incrementAndGet(), "article", "a1")));
        byte[] post = ("POST /api/articles HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + Gateway.KEY
                        + "\r\nContent-Type: application/json\r\nPrefer: wait=300\r\nContent-Length: 2\r\n\r\n{}")
                .getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < MANY; i++) {
            SocketChannel one = SocketChannel.open(new InetSocketAddress("127.0.0.1", gateway.port()));
            waiting.add(one);
            one.write(ByteBuffer.wrap(post));
            int sent = i + 1;
            if (sent % 500 == 0) {
                await().atMost(Duration.ofSeconds(60)).until(() -> waiters() == sent);
            }
        }
        HttpResponse<String> plain = gateway.post("/api/articles", "{}");
        assertThat(plain.statusCode()).isEqualTo(202);
        HttpResponse<String> oneMore = gateway.post("/api/articles", "{}", "Prefer", "wait=300");
        assertThat(oneMore.statusCode()).isEqualTo(202);
        assertThat(oneMore.headers().firstValue("Preference-Applied")).isEmpty();
        assertThat(waiters()).isEqualTo(MANY);
    }

    private int waiters() {
        return (int) gateway.bean(MeterRegistry.class)
                .get("dibao.gateway.waiters")
                .gauge()
                .value();
    }
}
