package org.dibao.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dibao.gateway.FakeService.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** A cached page that is sent before the routing is the same, byte for byte, as after it; and it overtakes nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShortCutTest {
    /** Means nothing, but takes a request through the routing. */
    private static final String[] ROUTED = {"Content-Length", "0"};

    private static final String PAGE = "<p>Low water at noon.</p>\n".repeat(200);

    private final Gateway gateway = Gateway.start(Map.of("dibao.gateway.pages.theme-every", "1h"));

    @BeforeEach
    void aSite() {
        gateway.render.answersLater(it -> {
            String uri = it.uri();
            Reply page = Gateway.page(
                    uri.startsWith("/404") ? 404 : uri.startsWith("/410") ? 410 : uri.startsWith("/301") ? 301 : 200,
                    uri + "\n" + (uri.contains("short") ? "" : PAGE),
                    gateway.log.nextPosition() - 1,
                    "path:" + uri,
                    "site");
            Map<String, String> headers = new HashMap<>(page.headers());
            if (uri.startsWith("/301")) {
                headers.put("Location", "/new.html");
            }
            if (uri.endsWith(".xml")) {
                headers.put("Content-Type", "application/atom+xml");
                headers.put("Cache-Control", "max-age=60");
                headers.put("Link", "<https://paper.example/hub>; rel=\"hub\"");
            }
            if (uri.endsWith(".png")) {
                headers.put("Content-Type", "image/png");
                headers.put("Cache-Control", "public, max-age=31536000, immutable");
            }
            Mono<Reply> reply = Mono.just(new Reply(page.status(), headers, page.body()));
            return uri.contains("slow") ? reply.delayElement(Duration.ofMillis(20)) : reply;
        });
    }

    @AfterAll
    void close() {
        gateway.close();
    }

    private static SortedMap<String, List<String>> comparable(Wire.Response response) {
        SortedMap<String, List<String>> headers = new TreeMap<>(response.headers());
        assertThat(headers.remove("date")).hasSize(1);
        if (response.status().contains(" 304 ")) {
            headers.remove("transfer-encoding"); // Reactor Netty names one in an answer to HEAD, where it means nothing
        }
        return headers;
    }

    private static String[] and(String[] some, String... more) {
        String[] all = java.util.Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }

    @Test
    void bothWaysGiveTheSameAnswer() throws IOException {
        String[] targets = {
            "/",
            "/page.html",
            "/short.html",
            "/page.html?utm_source=x&y=%E6%BD%AE",
            "/%E6%BD%AE%E6%B1%90/a%20b.html",
            "/%e6%bd%ae%E6%B1%90/a%20b.html",
            "/404.html",
            "/410.html",
            "/301.html",
            "/feed.xml",
            "/assets/a.png",
            "/a;b=c/@x:y!$&'()*+,=~.html",
            "/apiary",
            "/searching"
        };
        int compared = 0;
        try (Wire wire = new Wire(gateway)) {
            for (String target : targets) {
                Wire.Response plain = wire.exchange("GET", target);
                Wire.Response zipped = wire.exchange("GET", target, "Accept-Encoding", "gzip");
                wire.exchange("GET", target, "Accept-Encoding", "br;q=1.0, *;q=0"); // the first request has it made
                String tag = plain.header("etag");
                String zippedTag = zipped.header("etag");
                String[][] asked = {
                    {},
                    {"Accept-Encoding", "gzip, deflate, br"},
                    {"Accept-Encoding", "identity"},
                    {"Accept-Encoding", ""},
                    {"Accept-Encoding", "br;q=1.0, *;q=0"},
                    {"Accept-Encoding", "GZIP;q=0.5", "accept-encoding", "identity;q=0.1"},
                    {"If-None-Match", tag},
                    {"If-None-Match", "W/" + zippedTag, "Accept-Encoding", "gzip"},
                    {"If-None-Match", zippedTag, "Accept-Encoding", "identity"},
                    {"If-None-Match", "*"},
                    {"If-None-Match", "\"other\"", "If-Modified-Since", plain.header("last-modified")},
                    {"If-None-Match", "\"other\", " + tag},
                    {"If-None-Match", "\"other\"", "If-None-Match", tag},
                    {"If-None-Match", "nonsense"},
                    {"If-Modified-Since", "Tue, 25 Jan 2022 02:00:00 GMT"},
                    {"If-Modified-Since", "nonsense"},
                    {"If-Match", "\"other\""},
                    {"Origin", "https://other.example", "Cookie", "a=b; c"},
                    {"Authorization", "Bearer wrong", "X-Forwarded-Proto", "https", "X-Forwarded-Host", "x y"},
                    {"X-Forwarded-Host", "a:b:c", "Forwarded", "host=\"a:b\"", "X-Forwarded-Prefix", "/api"},
                    {"Accept", "image/png", "Accept-Language", "xx", "Connection", "Keep-Alive"},
                    {"Cache-Control", "no-cache", "Pragma", "no-cache", "traceparent", "nonsense"},
                    {"X-HTTP-Method-Override", "DELETE", "X-Original-URL", "/api/site", "If-Range", tag},
                };
                for (String method : new String[] {"GET", "HEAD"}) {
                    for (String[] headers : asked) {
                        long before = gateway.routed.get();
                        Wire.Response fast = wire.exchange(method, target, headers);
                        assertThat(gateway.routed.get())
                                .as("%s %s %s is not routed", method, target, List.of(headers))
                                .isEqualTo(before);
                        Wire.Response routed = wire.exchange(method, target, and(headers, ROUTED));
                        assertThat(gateway.routed.get()).isEqualTo(before + 1);
                        String name = method + " " + target + " " + List.of(headers);
                        assertThat(fast.status()).as(name).isEqualTo(routed.status());
                        assertThat(comparable(fast)).as(name).isEqualTo(comparable(routed));
                        assertThat(fast.body()).as(name).isEqualTo(routed.body());
                        compared++;
                    }
                }
            }
        }
        assertThat(compared).isEqualTo(targets.length * 23 * 2);
    }

    @Test
    void whoHasASettledPageByItsDateGets304BothWays() throws IOException {
        try (Wire wire = new Wire(gateway)) {
            await().untilAsserted(() -> {
                String since = wire.exchange("GET", "/settled.html").header("last-modified");
                Wire.Response fast = wire.exchange("GET", "/settled.html", "If-Modified-Since", since);
                assertThat(fast.status()).isEqualTo("HTTP/1.1 304 Not Modified");
                assertThat(comparable(fast))
                        .isEqualTo(comparable(
                                wire.exchange("GET", "/settled.html", and(ROUTED, "If-Modified-Since", since))));
            });
        }
    }

    /** Everything else is judged where it has always been judged. */
    @Test
    void onlyPlainRequestsTakeTheShortCut() throws IOException {
        try (Wire wire = new Wire(gateway)) {
            wire.exchange("GET", "/plain.html");
        }
        String end = "\r\n";
        String host = "Host: paper.example\r\n";
        for (String request : new String[] {
            "GET /plain.html HTTP/1.0\r\n\r\n",
            "GET /plain.html HTTP/1.0\r\n" + host + "\r\n",
            "GET /plain.html HTTP/1.1\r\n" + host + "Connection: close\r\n" + end,
            "GET /plain.html HTTP/1.1\r\n" + end,
            "GET /plain.html HTTP/1.1\r\n" + host + host + end,
            "GET /plain.html HTTP/1.1\r\nHost: a b\r\n" + end,
            "GET /plain.html HTTP/1.1\r\nHost:\r\n" + end,
            "GET /plain.html HTTP/1.1\r\n" + host + "Content-Length: 3\r\n" + end + "abc",
            "GET /plain.html HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n" + end + "3\r\nabc\r\n0\r\n\r\n",
            "GET /plain.html HTTP/1.1\r\n" + host + "Expect: 100-continue\r\n" + end,
            "GET /plain.html HTTP/1.1\r\n" + host + "Range: bytes=0-1\r\n" + end,
            "GET /plain.html HTTP/1.1\r\n" + host + "Upgrade: h2c\r\n" + end,
            "POST /plain.html HTTP/1.1\r\n" + host + end,
            "get /plain.html HTTP/1.1\r\n" + host + end,
            "OPTIONS /plain.html HTTP/1.1\r\n" + host + end,
            "GET //plain.html HTTP/1.1\r\n" + host + end,
            "GET http://paper.example/plain.html HTTP/1.1\r\n" + host + end,
            "GET /plain.html?x=%zz HTTP/1.1\r\n" + host + end,
            "GET /plain.html?x=a|b HTTP/1.1\r\n" + host + end,
            "GET /plain.html#x HTTP/1.1\r\n" + host + end,
            "GET /api/status HTTP/1.1\r\n" + host + end,
            "GET /search?q=x HTTP/1.1\r\n" + host + end
        }) {
            Timer pages = gateway.bean(MeterRegistry.class)
                    .get("dibao.gateway.requests")
                    .tags("route", "page", "status", "200")
                    .timer();
            long before = gateway.routed.get();
            long hits = hits();
            try (Wire wire = new Wire(gateway)) {
                wire.send(request);
                Wire.Response first = wire.read(false);
                if (first.status().contains(" 100 ")) {
                    first = wire.read(false);
                }
                assertThat(first.status()).as(request).matches("HTTP/1\\.[01] [2-5].*");
                assertThat(!request.contains("Connection: close") || wire.isClosed())
                        .as(request)
                        .isTrue();
            }
            boolean refused = gateway.routed.get() == before; // below the application
            assertThat(refused && hits() > hits).as(request).isFalse();
            assertThat(pages.count()).isPositive();
        }
    }

    private long hits() {
        return (long) gateway.bean(MeterRegistry.class)
                .get("dibao.gateway.pages")
                .tag("result", "hit")
                .counter()
                .count();
    }

    @Test
    void aPageThatIsServedThisWayIsCountedLikeAnyOther() throws IOException {
        try (Wire wire = new Wire(gateway)) {
            wire.exchange("GET", "/counted.html");
            Timer timer = gateway.bean(MeterRegistry.class)
                    .get("dibao.gateway.requests")
                    .tags("route", "page", "status", "200")
                    .timer();
            long requests = timer.count();
            long hits = hits();
            for (int i = 0; i < 5; i++) {
                wire.exchange("GET", "/counted.html?x=.xml");
            }
            assertThat(timer.count()).isEqualTo(requests + 5);
            assertThat(hits()).isEqualTo(hits + 5);
        }
    }

    @Test
    void whatIsPublishedIsThereForTheNextRequest() throws IOException {
        try (Wire wire = new Wire(gateway)) {
            for (int i = 0; i < 50; i++) {
                wire.exchange("GET", "/purged.html");
                long cached =
                        Long.parseLong(wire.exchange("GET", "/purged.html").header("dibao-position"));
                gateway.publish(
                        Samples.publication(gateway.log.nextPosition(), Samples.live("a", 2), "path:/purged.html"));
                int seen = gateway.render.seen.size();
                Wire.Response next = wire.exchange("GET", "/purged.html");
                assertThat(Long.parseLong(next.header("dibao-position"))).isGreaterThan(cached);
                assertThat(gateway.render.seen).hasSize(seen + 1);
            }
        }
    }

    /** RFC 9112, 9.3.2: in the order of the requests, however long each takes. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100_000})
    void answersOnOneConnectionKeepTheirOrder(int piece) throws IOException {
        long seed = Long.getLong("dibao.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int round = 0; round < 10; round++) {
            List<String[]> asked = new ArrayList<>();
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < 60; i++) {
                String[] one = switch (random.nextInt(8)) {
                    case 0 -> new String[] {"GET", "/slow-" + round + "-" + i + "-" + seed + ".html"};
                    case 1 -> new String[] {"GET", "/api/x" + i};
                    case 2 -> new String[] {"GET", "/fat.html", "Content-Length", "3", "abc"};
                    case 3 -> new String[] {"HEAD", "/a.html"};
                    case 4 -> new String[] {"POST", "/api/articles/x/y/z" + i, "Content-Length", "3", "abc"};
                    case 5 -> new String[] {"GET", "/404.html"};
                    default -> new String[] {"GET", random.nextBoolean() ? "/a.html" : "/b.html"};
                };
                asked.add(one);
                all.append(
                        one.length > 4
                                ? Wire.request(one[0], one[1], one[2], one[3]) + one[4]
                                : Wire.request(one[0], one[1]));
            }
            try (Wire wire = new Wire(gateway)) {
                Thread sender = Thread.ofVirtual().start(() -> {
                    try {
                        for (int i = 0; i < all.length(); i += piece) {
                            wire.send(all.substring(i, Math.min(all.length(), i + piece)));
                        }
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                });
                for (String[] one : asked) {
                    Wire.Response response = wire.read(one[0].equals("HEAD"));
                    String name = "seed " + seed + ": " + String.join(" ", one) + ": " + response.status();
                    if (one[1].startsWith("/api/")) {
                        assertThat(response.status()).as(name).contains(" 404 ");
                        assertThat(response.header("content-type")).as(name).isEqualTo("application/problem+json");
                    } else {
                        assertThat(response.header("content-type")).as(name).isEqualTo("text/html;charset=utf-8");
                        assertThat(response.text()).as(name).startsWith(one[0].equals("HEAD") ? "" : one[1] + "\n");
                    }
                }
                join(sender);
            }
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatFollowsTheLastRequestIsNotAnswered() throws IOException {
        try (Wire wire = new Wire(gateway)) {
            wire.exchange("GET", "/last.html");
            wire.send(Wire.request("GET", "/last.html")
                    + Wire.request("GET", "/last.html", "Connection", "close")
                    + Wire.request("GET", "/last.html"));
            assertThat(wire.read(false).header("connection")).isEmpty();
            assertThat(wire.read(false).header("connection")).isEqualTo("close");
            assertThat(wire.isClosed()).isTrue();
        }
    }

    @Test
    void theLastRequestIsAnsweredHoweverSoonItComes() throws IOException {
        for (int i = 0; i < 500; i++) {
            try (Wire wire = new Wire(gateway)) {
                wire.exchange("GET", "/soon-" + i + ".html");
                wire.send(Wire.request("GET", "/soon-" + i + ".html", "Connection", "close"));
                assertThat(wire.read(false).header("connection")).isEqualTo("close");
                assertThat(wire.isClosed()).isTrue();
            }
        }
    }

    @Test
    void aConnectionLastsForThousandsOfRequests() throws IOException {
        try (Wire wire = new Wire(gateway)) {
            wire.exchange("GET", "/many.html");
            for (int i = 0; i < 3000; i++) {
                assertThat(wire.exchange("GET", "/many.html").status()).isEqualTo("HTTP/1.1 200 OK");
            }
        }
    }

    /** Whoever does not take the answers cannot make the gateway hold more and more of them. */
    @Test
    void aClientThatReadsNothingIsNotReadFromEither() throws IOException {
        try (Wire wire = new Wire(gateway)) {
            wire.exchange("GET", "/unread.html");
        }
        long hits = hits();
        String batch = Wire.request("GET", "/unread.html").repeat(500);
        try (java.nio.channels.SocketChannel channel =
                java.nio.channels.SocketChannel.open(new java.net.InetSocketAddress("127.0.0.1", gateway.port()))) {
            channel.configureBlocking(false);
            java.nio.ByteBuffer bytes = java.nio.ByteBuffer.allocate(0);
            long sent = 0;
            long stuckSince = System.nanoTime();
            while (sent < 64L << 20
                    && System.nanoTime() - stuckSince < Duration.ofMillis(500).toNanos()) {
                if (!bytes.hasRemaining()) {
                    bytes = java.nio.ByteBuffer.wrap(batch.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                }
                int written = channel.write(bytes);
                if (written > 0) {
                    sent += written;
                    stuckSince = System.nanoTime();
                }
            }
            assertThat((hits() - hits) * (double) PAGE.length())
                    .as("bytes of answers made for a client that takes none")
                    .isLessThan(40e6);
        }
    }
}
