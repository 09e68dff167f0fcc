package org.dibao.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.dibao.contract.event.Result;
import org.dibao.contract.site.SiteSettings;
import org.dibao.gateway.FakeService.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What proxies in front change on the way changes nothing here. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BehindProxiesTest {
    private final Gateway gateway = Gateway.start();

    @BeforeEach
    void calm() {
        gateway.ingest.seen.clear();
        gateway.render.seen.clear();
    }

    @AfterAll
    void close() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "framework", "native"})
    void aForwardedPrefixMovesNoPath(String strategy) {
        try (Gateway own = Gateway.start(Map.of("server.forward-headers-strategy", strategy))) {
            String prefix = "X-Forwarded-Prefix";
            HttpResponse<String> page = own.get("/x.html", prefix, "/api");
            assertThat(page.body()).isEqualTo("<p>/x.html</p>");
            assertThat(own.get("/articles", prefix, "/api").body()).isEqualTo("<p>/articles</p>");
            assertThat(Gateway.json(own.get("/api/status", prefix, "/x")).has("position"))
                    .isTrue();
            HttpResponse<String> port = own.get(
                    "/y.html",
                    "X-Forwarded-Port",
                    "no-number",
                    "X-Forwarded-Proto",
                    "https",
                    "Forwarded",
                    "host=\"a:b\"");
            assertThat(port.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void protoAndHostCountIfATrustedProxySaysThem() {
        String own = "http://127.0.0.1:" + gateway.port();
        assertThat(url(gateway)).isEqualTo(own + PATH);
        assertThat(url(gateway, "X-Forwarded-Proto", "https", "X-Forwarded-Host", "gazette.example"))
                .isEqualTo("https://gazette.example" + PATH);
        assertThat(url(gateway, "X-Forwarded-Host", "gazette.example:8443"))
                .isEqualTo("http://gazette.example:8443" + PATH);
        // A client's value comes first, the proxy's own last.
        assertThat(url(
                        gateway,
                        "X-Forwarded-Proto",
                        "gopher, https",
                        "X-Forwarded-Host",
                        "evil.example, gazette.example"))
                .isEqualTo("https://gazette.example" + PATH);
        for (String nonsense : new String[] {"a/b", "a b", "a:b:c", "a@b", "x:123456", "[::1", "%41", ""}) {
            assertThat(url(gateway, "X-Forwarded-Host", nonsense)).as(nonsense).isEqualTo(own + PATH);
        }
        assertThat(url(gateway, "X-Forwarded-Proto", "ftp")).isEqualTo(own + PATH);
        assertThat(url(gateway, "Forwarded", "proto=https;host=evil.example")).isEqualTo(own + PATH);
        assertThat(url(gateway, "X-Forwarded-Port", "99", "X-Forwarded-Prefix", "/p"))
                .isEqualTo(own + PATH);
    }

    @Test
    void fromAnyOtherAddressTheyDoNotCount() {
        String[] forged = {"X-Forwarded-Proto", "https", "X-Forwarded-Host", "evil.example"};
        for (String trusted : new String[] {"10.0.0.0/8,::1", "127.0.0.2", ""}) {
            try (Gateway own = Gateway.start(Map.of("dibao.gateway.connections.trusted-proxies", trusted))) {
                assertThat(url(own, forged)).startsWith("http://127.0.0.1:");
            }
        }
        try (Gateway own = Gateway.start(Map.of("dibao.gateway.connections.trusted-proxies", "10.0.0.1,127.0.0.1"))) {
            assertThat(url(own, forged)).isEqualTo("https://evil.example" + PATH);
        }
    }

    @Test
    void aProxyThatIsNoAddressStopsTheStart() {
        for (String wrong : new String[] {"proxy.example", "10.0.0.0/33", "10.0.0.0/", "::/129"}) {
            assertThatThrownBy(() -> Gateway.start(Map.of("dibao.gateway.connections.trusted-proxies", wrong)))
                    .as(wrong)
                    .hasStackTraceContaining("dibao.gateway.connections.trusted-proxies")
                    .hasStackTraceContaining("10.0.0.0/8");
        }
    }

    private static final Result SITE_CHANGED = Samples.bare(Result.Kind.SITE_CHANGED, null, null, 200, null);
    private static final String PATH = "/%E6%96%B0%E9%97%BB/a1.html";

    /** Of the receipt of an article that is live. */
    private static String url(Gateway gateway, String... headers) {
        long position = gateway.log.nextPosition();
        gateway.publish(Samples.publication(position, Samples.live("a1", 1)));
        HttpResponse<String> receipt = gateway.getAsHolder("/api/submissions/" + position, headers);
        assertThat(receipt.statusCode()).isEqualTo(200);
        return Gateway.json(receipt).get("url").stringValue();
    }

    @Test
    void aReceiptsUrlIsOnTheSitesOwnAddress() {
        try (Gateway own = Gateway.start()) {
            own.store.answers(it -> it.uri().equals("/site") ? site("https://one.example") : missing());
            String[] elsewhere = {"X-Forwarded-Proto", "https", "X-Forwarded-Host", "else.example"};
            assertThat(url(own, elsewhere)).isEqualTo("https://one.example" + PATH);
            assertThat(url(own)).isEqualTo("https://one.example" + PATH);
            assertThat(own.store.seen.stream().filter(it -> it.uri().equals("/site")))
                    .hasSize(1);

            own.store.answers(it -> it.uri().equals("/site") ? site("https://two.example") : missing());
            own.publish(Samples.publication(own.log.nextPosition(), SITE_CHANGED));
            assertThat(url(own)).isEqualTo("https://two.example" + PATH);

            own.publish(Samples.publication(own.log.nextPosition(), SITE_CHANGED));
            own.store.answers(_ -> Reply.problem(503, "/problems/unavailable", "no database"));
            assertThat(url(own)).as("as last known").isEqualTo("https://two.example" + PATH);
            own.store.answers(it -> it.uri().equals("/site") ? site("https://three.example") : missing());
            assertThat(url(own)).isEqualTo("https://three.example" + PATH);
        }
    }

    private static Reply site(String baseUrl) {
        return Reply.json(200, SiteSettings.builder().baseUrl(baseUrl).build());
    }

    private static Reply missing() {
        return Reply.problem(404, "/problems/not-found", "nothing");
    }

    /** By nginx, Apache httpd with mod_deflate and mod_brotli, Caddy. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0000',
            value = {
                "W/\"3\"                | \"3\"",
                "\"3-gzip\"             | \"3\"",
                "\"3-br\"               | \"3\"",
                "\"3-zstd\"             | \"3\"",
                "W/\"3-gzip\"           | \"3\"",
                "\"3\"                  | \"3\"",
                "\"3-x\"                | \"3-x\"",
                "*                      | *",
                "\"3-gzip\", W/\"4-br\" | \"3\", \"4\"",
                "3-gzip                 | 3-gzip"
            })
    void aRevisionThatWasCompressedOrWeakenedIsTheSameRevision(String sent, String expected) {
        gateway.post("/api/articles", "{}", "If-Match", sent);
        assertThat(gateway.ingest.seen.getLast().headers().getAll("If-Match")).containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etag.html", "/feed.xml", "/api/articles", "/api/articles/a1", "/api/site"})
    void whoHasItCompressedOrWeakenedGets304(String target) {
        gateway.store.answers(it -> new Reply(
                it.headers().get("If-None-Match").contains("\"7f\"") ? 304 : 200,
                Map.of("Content-Type", "application/json", "ETag", "\"7f\""),
                ""));
        gateway.render.answers(it -> new Reply(
                200,
                Map.of(
                        "ETag",
                        "\"7f\"",
                        "Dibao-Position",
                        "" + (gateway.log.nextPosition() - 1),
                        "Dibao-Purge-Keys",
                        "x"),
                "page"));
        for (String known : new String[] {
            "\"7f\"", "W/\"7f\"", "\"7f-gzip\"", "\"7f-br\"", "W/\"7f-zstd\"", "\"other-gzip\", \"7f-gzip\""
        }) {
            assertThat(gateway.get(target, "If-None-Match", known).statusCode())
                    .as(known)
                    .isEqualTo(304);
        }
        assertThat(gateway.get(target, "If-None-Match", "\"7f-x\"").statusCode())
                .isEqualTo(200);
        assertThat(gateway.get(target, "If-None-Match", "\"7\"").statusCode()).isEqualTo(200);
    }

    @Test
    void rawUtf8InAnAddressIsItsEncodedForm() throws IOException {
        String answer = raw("GET /邸报/é.html?q=报&utm=1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 200").contains("<p>/%E9%82%B8%E6%8A%A5/%C3%A9.html</p>");
        assertThat(gateway.render.seen.getLast().uri()).isEqualTo("/%E9%82%B8%E6%8A%A5/%C3%A9.html");
        raw("GET /api/articles?category=新闻 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(gateway.render.seen.getLast().uri()).isEqualTo("/api/articles?category=%E6%96%B0%E9%97%BB");
        raw("PUT /api/articles/新闻.md HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer " + Gateway.KEY
                + "\r\nContent-Length: 2\r\n\r\n{}");
        assertThat(gateway.ingest.seen.getLast().uri()).isEqualTo("/api/articles/%E6%96%B0%E9%97%BB.md");
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
