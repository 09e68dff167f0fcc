package org.dibao.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Whatever somebody sends first, the next reader gets the page as it is. Render shows everything on its page that reaches
 * it with a request, so that whatever is passed on would be seen.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CachePoisoningTest {
    private static final String MARK = "poisoned.example";

    /** Of the gateway's own requests. */
    private static final List<String> OWN = List.of(
            "host", "user-agent", "accept", "accept-encoding", "dibao-at-least", "dibao-service-secret", "traceparent");

    private final Gateway gateway = Gateway.start(Map.of("dibao.gateway.pages.theme-every", "1h"));
    private int pages;

    @BeforeAll
    void aSiteThatEchoes() {
        gateway.render.answers(it -> {
            TreeSet<String> passed = new TreeSet<>();
            it.headers().forEach(header -> {
                String name = header.getKey().toLowerCase(java.util.Locale.ROOT);
                if (!OWN.contains(name) || header.getValue().contains(MARK)) {
                    passed.add(name + "=" + header.getValue());
                }
            });
            return Gateway.page(
                    200,
                    content(it.method() + " " + it.uri() + " " + passed + " " + it.body()),
                    gateway.log.nextPosition() - 1,
                    "path:" + it.uri());
        });
    }

    @AfterAll
    void close() {
        gateway.close();
    }

    private static String content(String seen) {
        return "<p>" + seen + "</p>\n" + "<p>As it is.</p>\n".repeat(100);
    }

    /** Sends an attack on a page that nobody has asked for yet, then asks for it. */
    private void thenThePageIsClean(String attack) throws IOException {
        String path = "/page-" + pages++ + ".html";
        String request = attack.replace("{path}", path);
        try (Wire wire = new Wire(gateway)) {
            wire.send(request + Wire.request("GET", "/end.html", "Connection", "close"));
            try {
                while (!wire.isClosed()) {
                    // whatever it is
                }
            } catch (IOException e) {
                // as good
            }
        }
        try (Wire wire = new Wire(gateway)) {
            Wire.Response model = wire.exchange("GET", "/model.html");
            for (String[] headers : new String[][] {{}, {}, {"Content-Length", "0"}}) {
                Wire.Response clean = wire.exchange("GET", path, headers);
                assertThat(clean.status()).as(request).isEqualTo("HTTP/1.1 200 OK");
                assertThat(clean.text()).as(request).isEqualTo(content("GET " + path + " [] "));
                assertThat(shared(clean)).as(request).isEqualTo(shared(model));
                assertThat(clean.headers().toString()).as(request).doesNotContain(MARK);
            }
            Wire.Response zipped = wire.exchange("GET", path, "Accept-Encoding", "gzip");
            assertThat(zipped.header("content-encoding")).as(request).isEqualTo("gzip");
        }
    }

    private static SortedMap<String, List<String>> shared(Wire.Response page) {
        SortedMap<String, List<String>> headers = new TreeMap<>(page.headers());
        Stream.of("date", "last-modified", "etag", "content-length", "cache-status")
                .forEach(headers::remove);
        return headers;
    }

    @Test
    void aHundredHeaders() throws IOException {
        String names = "Accept Accept-Charset Accept-Datetime Accept-Encoding Accept-Language Accept-Ranges Age Allow"
                + " Authorization Base-Url Cache-Control CDN-Loop CF-Connecting-IP CF-Visitor Client-IP Connection Content-Disposition"
                + " Content-Encoding Content-Language Content-Location Content-Type Cookie Cookie2 Dibao-At-Least Dibao-Position"
                + " Dibao-Purge-Keys Dibao-Results Dibao-Service-Secret Dibao-Theme Dibao-Time-Left Dibao-Warm-Up DNT Date ETag"
                + " Early-Data Expect-CT Expires Fastly-Client-IP Fastly-SSL Forwarded From Front-End-Https Host-Override"
                + " HTTP2-Settings If-Match If-Modified-Since If-None-Match If-Range If-Unmodified-Since Idempotency-Key Keep-Alive"
                + " Last-Event-ID Last-Modified Link Location Max-Forwards Origin Pragma Prefer Profile Proxy Proxy-Authorization"
                + " Proxy-Connection Proxy-Host Range Real-IP Redirect Referer Refresh Request-Uri Save-Data Sec-Fetch-Mode Server"
                + " Set-Cookie Slug Surrogate-Capability Surrogate-Control Surrogate-Key TE Trailer True-Client-IP Upgrade"
                + " Uri Url User-Agent Vary Via Viewport-Width Want-Surrogate-Key Warning Width X-Accel-Buffering X-Accel-Redirect X-Api-Version"
                + " X-Backend-Host X-Client-IP X-Custom-IP-Authorization X-Forward-For X-Forwarded X-Forwarded-By X-Forwarded-For"
                + " X-Forwarded-Host X-Forwarded-Path X-Forwarded-Port X-Forwarded-Prefix X-Forwarded-Proto X-Forwarded-Scheme"
                + " X-Forwarded-Server X-Forwarded-SSL X-Host X-HTTP-DestinationURL X-HTTP-Host-Override X-HTTP-Method"
                + " X-HTTP-Method-Override X-Method-Override X-Original-Host X-Original-URL X-Override-URL X-Originating-IP"
                + " X-ProxyUser-Ip X-Real-IP X-Remote-Addr X-Requested-With X-Rewrite-URL X-Timer X-Url-Scheme X-Wap-Profile"
                + " traceparent tracestate baggage";
        String[] all = names.split(" ");
        assertThat(all.length).isGreaterThan(100);
        for (String name : all) {
            thenThePageIsClean(Wire.request("GET", "{path}", name, MARK));
            thenThePageIsClean(Wire.request("GET", "{path}", name, "gzip, " + MARK, name, "https"));
        }
    }

    @Test
    void headersThatSayHowMuchOrWhoOrWhat() throws IOException {
        for (String[] headers : new String[][] {
            {"Range", "bytes=0-3"},
            {"Range", "bytes=9999999-"},
            {"If-None-Match", "*"},
            {"If-Match", "\"x\""},
            {"Accept-Encoding", "identity;q=0, gzip"},
            {"Accept-Encoding", "identity;q=0, *;q=0"},
            {"X-HTTP-Method-Override", "POST"},
            {"Cache-Control", "no-store, max-age=0, only-if-cached"},
            {"Authorization", "Bearer " + Gateway.KEY},
            {"Dibao-Warm-Up", "true"},
            {"Content-Type", "application/x-www-form-urlencoded"},
            {"X-Forwarded-Proto", "https", "X-Forwarded-Host", MARK},
            {"X-Forwarded-Host", "a\tb"},
            {"Cookie", "x".repeat(20_000)},
            {"X", "\u0001"},
            {"Bad Name", "x"}
        }) {
            thenThePageIsClean(Wire.request("GET", "{path}", headers));
        }
    }

    @Test
    void fatGetsAndOddMethods() throws IOException {
        thenThePageIsClean(Wire.request("GET", "{path}", "Content-Length", "" + MARK.length()) + MARK);
        thenThePageIsClean(Wire.request("GET", "{path}", "Content-Length", "18", "Content-Type", "application/json")
                + "{\"path\":\"" + "x".repeat(7) + "\"}");
        thenThePageIsClean(
                Wire.request("GET", "{path}", "Transfer-Encoding", "chunked") + "3\r\nabc\r\n0\r\nX: y\r\n\r\n");
        thenThePageIsClean(
                Wire.request("GET", "{path}", "Transfer-Encoding", "chunked", "Content-Length", "3") + "0\r\n\r\n");
        thenThePageIsClean(Wire.request("GET", "{path}", "Transfer-Encoding", "xchunked") + "0\r\n\r\n");
        thenThePageIsClean(Wire.request("GET", "{path}", "Content-Length", "-1"));
        thenThePageIsClean(Wire.request("GET", "{path}", "Content-Length", "3", "Content-Length", "4") + "abcd");
        thenThePageIsClean(Wire.request("GET", "{path}", "Expect", "100-continue", "Content-Length", "3") + "abc");
        for (String method :
                "HEAD POST PUT DELETE PATCH OPTIONS TRACE PURGE BAN CONNECT PROPFIND BREW get G".split(" ")) {
            thenThePageIsClean(Wire.request(method, "{path}", "X-Who", MARK));
        }
        thenThePageIsClean("GET {path} HTTP/1.0\r\nHost: " + MARK + "\r\n\r\n");
        thenThePageIsClean("GET {path} HTTP/0.9\r\n\r\n");
        thenThePageIsClean("GET {path} HTTP/1.1\r\n\r\n");
        thenThePageIsClean("GET {path} HTTP/1.1\r\nHost: " + MARK + "\r\n\r\n");
        thenThePageIsClean("GET {path} HTTP/1.1\r\nHost: paper.example\r\nHost: " + MARK + "\r\n\r\n");
        thenThePageIsClean("GET {path} HTTP/1.1\r\nHost: a@" + MARK + "\r\n\r\n");
        thenThePageIsClean("GET {path} HTTP/1.1\r\nHost: x\r\n Folded: " + MARK + "\r\n\r\n");
        thenThePageIsClean("GET http://" + MARK + "{path} HTTP/1.1\r\nHost: x\r\n\r\n");
        thenThePageIsClean("GET {path} HTTP/1.1\nHost: " + MARK + "\n\n");
    }

    @Test
    void parametersAndPathTricks() throws IOException {
        for (String target : new String[] {
            "{path}?",
            "{path}?x=" + MARK,
            "{path}?x=1&x=" + MARK,
            "{path}?utm_source=" + MARK + "&callback=x",
            "{path}?_method=POST&theme=" + MARK,
            "{path}?a[]=1;b=2",
            "{path}??x",
            "{path}#" + MARK,
            "{path};jsessionid=" + MARK,
            "{path}/",
            "{path}/.",
            "{path}%00",
            "{path}%0d%0aX-Who:%20" + MARK,
            "{path}%3Fx=" + MARK,
            "{path}%23x",
            "{path}%2F..%2F..%2Fx",
            "{path}/../api/site",
            "{path}/%2e%2e/other.html",
            "/.{path}",
            "/x/..{path}",
            "/%2e{path}",
            "/{path}",
            "//" + MARK + "{path}",
            "/\\" + MARK + "{path}",
            "{path}\\..\\x",
            "{path}%5c",
            "{path}%",
            "{path}%zz",
            "{path}%ff",
            "/%70age-{path}",
            "*"
        }) {
            thenThePageIsClean(Wire.request("GET", target, "X-Who", MARK));
        }
    }
}
