package org.dibao.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DrillTest {
    private final Served copy = new Served();
    private final Served site = new Served();
    private final AtomicLong at = new AtomicLong();

    @AfterEach
    void close() {
        copy.server.stop(0);
        site.server.stop(0);
    }

    @Test
    void whatIsTheSameIsGood() throws InterruptedException {
        Drill.Report report = drill(site);
        assertThat(report.isGood()).isTrue();
        assertThat(report.compared()).isTrue();
        assertThat(report.pages()).isEqualTo(5);
        assertThat(report.texts()).isEqualTo(2);
        assertThat(report.different()).isEmpty();
    }

    @Test
    void whatDiffersIsNamed() throws InterruptedException {
        copy.answers.put("/b.html", "lost");
        copy.answers.put("/api/articles/a", "{\"body\":\"lost\"}");
        Drill.Report report = drill(site);
        assertThat(report.isGood()).isFalse();
        assertThat(report.different()).containsExactlyInAnyOrder("/b.html", "/api/articles/a");
    }

    @Test
    void aSiteThatHasGoneOnMayDiffer() throws InterruptedException {
        site.answers.put("/api/status", "{\"position\":12}");
        site.answers.put("/b.html", "newer");
        Drill.Report report = drill(site);
        assertThat(report.isGood()).isTrue();
        assertThat(report.newer()).isEqualTo(2);
        assertThat(report.different()).containsExactly("/b.html");
    }

    @Test
    void withoutASiteEveryPageMustAnswer() throws InterruptedException {
        assertThat(drill(null).isGood()).isTrue();
        copy.answers.remove("/b.html");
        assertThat(drill(null).different()).containsExactly("/b.html");
    }

    @Test
    void aCopyWithoutAListIsNoneThatHasNothing() {
        copy.answers.remove("/api/articles?limit=100&after=n");
        assertThatThrownBy(() -> drill(site))
                .isInstanceOf(StartFailed.class)
                .hasMessage("The copy answers 404 to /api/articles?limit=100&after=n: none");
    }

    @Test
    void aCopyThatGetsNoFurtherIsGivenUp() {
        copy.shown = () -> -1L;
        Drill drill = new Drill(copy.url(), null, 100, () -> 7, at::set, Duration.ofMillis(300));
        assertThatThrownBy(() -> drill.run(10))
                .isInstanceOf(StartFailed.class)
                .hasMessageContaining("has stood at position 7")
                .hasMessageContaining("as of 10");
        assertThat(at).hasValue(8);
    }

    @Test
    void aSlowCopyIsWaitedForAsLongAsItGoesOn() throws InterruptedException {
        AtomicLong handled = new AtomicLong(-20);
        copy.shown = () -> handled.get() < 10 ? -1 : handled.get(); // nothing before it has everything
        Drill drill = new Drill(copy.url(), null, 100, handled::incrementAndGet, at::set, Duration.ofSeconds(1));
        assertThat(drill.run(10).pages()).isEqualTo(5);
        assertThat(at).hasValue(10);
    }

    private Drill.Report drill(@Nullable Served compared) throws InterruptedException {
        return new Drill(copy.url(), compared == null ? null : compared.url(), 100, () -> 10, at::set).run(10);
    }

    /** A small site: two pages beside those that each has, and two articles on two pages of the listing. */
    private static final class Served {
        final HttpServer server;

        /** Of what position the pages are; below 0 while there are none. */
        LongSupplier shown = () -> 10;

        final Map<String, String> answers = new HashMap<>(Map.of(
                "/api/status", "{\"position\":10}",
                "/", "front",
                "/feed.xml", "feed",
                "/archive.html", "archive",
                "/sitemap.xml", "<loc>https://news.example/sitemap-2026-11.xml</loc>",
                "/sitemap-2026-11.xml", "<loc>https://news.example/a.html</loc><loc>https://news.example/b.html</loc>",
                "/a.html", "a",
                "/b.html", "b",
                "/api/articles?limit=100", "{\"articles\":[{\"id\":\"a\"}],\"next\":\"n\"}",
                "/api/articles?limit=100&after=n", "{\"articles\":[{\"id\":\"b\"}]}"));

        Served() {
            answers.putAll(Map.of("/api/articles/a", "{}", "/api/articles/b", "{}"));
            try {
                server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            server.createContext("/", exchange -> {
                long position = shown.getAsLong();
                String answer = position < 0
                        ? null
                        : answers.get(exchange.getRequestURI().toString());
                byte[] body = (answer == null ? "none" : answer).getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(answer == null ? 404 : 200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }
    }
}
