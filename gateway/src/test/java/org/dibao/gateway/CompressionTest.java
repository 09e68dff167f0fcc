package org.dibao.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aayushatharva.brotli4j.decoder.Decoder;
import com.github.luben.zstd.Zstd;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.dibao.gateway.FakeService.Reply;
import org.dibao.gateway.publications.FakePublications;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whoever can read it compressed gets it compressed, and no cache in between mistakes one for the other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompressionTest {
    private static final String LONG = "<p>The ferry left at dawn.</p>\n".repeat(400);

    private final Gateway gateway = Gateway.start(Map.of("dibao.gateway.pages.theme-every", "1h"));

    @BeforeEach
    void aSite() {
        gateway.render.seen.clear();
        gateway.render.answers(
                it -> Gateway.page(200, LONG, gateway.log.nextPosition() - 1, "path:" + it.uri(), "site"));
    }

    @AfterAll
    void close() {
        gateway.close();
    }

    private HttpResponse<byte[]> get(String target, String... headers) {
        return send(target, "GET", headers);
    }

    private HttpResponse<byte[]> send(String target, String method, String... headers) {
        try {
            return gateway.client.send(
                    gateway.request(target, it -> it.method(method, HttpRequest.BodyPublishers.noBody()), headers),
                    HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String unzipped(HttpResponse<byte[]> response) {
        assertThat(response.headers().firstValue("Content-Encoding")).hasValue("gzip");
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElseThrow();
    }

    @Test
    void aPageIsSentAsTheClientAcceptsItFromTheFirstRequestOn() {
        for (int i = 0; i < 3; i++) {
            HttpResponse<byte[]> zipped = get("/a.html", "Accept-Encoding", "br;q=0.2, gzip");
            assertThat(unzipped(zipped)).isEqualTo(LONG);
            assertThat(zipped.body().length).isLessThan(LONG.length() / 10);
            assertThat(header(zipped, "Content-Length")).isEqualTo("" + zipped.body().length);
            HttpResponse<byte[]> plain = get("/a.html");
            assertThat(new String(plain.body(), StandardCharsets.UTF_8)).isEqualTo(LONG);
            assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
            assertThat(header(zipped, "ETag")).isEqualTo(header(plain, "ETag").replaceFirst("\"$", "-gzip\""));
            for (HttpResponse<byte[]> each : List.of(zipped, plain)) {
                assertThat(each.headers().allValues("Vary")).contains("Accept-Encoding");
            }
        }
        assertThat(gateway.render.seen).hasSize(1);
    }

    @Test
    void newerCodingsAreGivenToWhoNamesThem() throws IOException {
        HttpResponse<byte[]> brotli = get("/newer.html", "Accept-Encoding", "gzip, deflate, br, zstd");
        assertThat(header(brotli, "Content-Encoding")).isEqualTo("br");
        assertThat(header(brotli, "ETag")).endsWith("-br\"");
        assertThat(new String(Decoder.decompress(brotli.body()).getDecompressedData(), StandardCharsets.UTF_8))
                .isEqualTo(LONG);
        HttpResponse<byte[]> zstd = get("/newer.html", "Accept-Encoding", "zstd");
        assertThat(header(zstd, "Content-Encoding")).isEqualTo("zstd");
        assertThat(header(zstd, "ETag")).endsWith("-zstd\"");
        assertThat(new String(Zstd.decompress(zstd.body(), LONG.length()), StandardCharsets.UTF_8))
                .isEqualTo(LONG);
        for (HttpResponse<byte[]> known : List.of(brotli, zstd)) {
            HttpResponse<byte[]> same =
                    get("/newer.html", "Accept-Encoding", "br, zstd", "If-None-Match", header(known, "ETag"));
            assertThat(same.statusCode()).isEqualTo(304);
            assertThat(header(same, "ETag")).isEqualTo(header(known, "ETag"));
        }
        assertThat(get("/newer.html", "Accept-Encoding", "gzip", "If-None-Match", header(brotli, "ETag"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aHeadSaysWhatAGetWould() {
        HttpResponse<byte[]> get = get("/head.html", "Accept-Encoding", "gzip");
        HttpResponse<byte[]> head = send("/head.html", "HEAD", "Accept-Encoding", "gzip");
        assertThat(head.body()).isEmpty();
        for (String name : new String[] {"ETag", "Content-Length", "Content-Encoding", "Vary", "Content-Type"}) {
            assertThat(head.headers().allValues(name))
                    .as(name)
                    .isEqualTo(get.headers().allValues(name));
        }
    }

    @Test
    void whoHasAPageInWhateverCodingItCanReadGets304WithItsTag() {
        String plain = header(get("/has.html"), "ETag");
        String zipped = header(get("/has.html", "Accept-Encoding", "gzip"), "ETag");
        for (String[] known : new String[][] {
            {zipped, zipped},
            {plain, plain},
            {"W/" + zipped, zipped},
            {plain + ", " + zipped, zipped},
            {"*", zipped},
            {"\"other\", " + plain, plain}
        }) {
            HttpResponse<byte[]> same = get("/has.html", "Accept-Encoding", "gzip", "If-None-Match", known[0]);
            assertThat(same.statusCode()).as(known[0]).isEqualTo(304);
            assertThat(header(same, "ETag")).isEqualTo(known[1]);
            assertThat(same.headers().allValues("Vary")).contains("Accept-Encoding");
            assertThat(same.headers().firstValue("Content-Encoding")).isEmpty();
        }
        HttpResponse<byte[]> unreadable = get("/has.html", "Accept-Encoding", "identity", "If-None-Match", zipped);
        assertThat(unreadable.statusCode()).isEqualTo(200);
        assertThat(new String(unreadable.body(), StandardCharsets.UTF_8)).isEqualTo(LONG);
    }

    @Test
    void shortBodiesAndPicturesAreLeftAloneUnlessTheClientWantsNothingElse() {
        gateway.render.answers(_ -> Gateway.page(200, "short", gateway.log.nextPosition() - 1, "site"));
        HttpResponse<byte[]> small = get("/small.html", "Accept-Encoding", "gzip");
        assertThat(new String(small.body(), StandardCharsets.UTF_8)).isEqualTo("short");
        assertThat(small.headers().allValues("Vary")).contains("Accept-Encoding");
        assertThat(unzipped(get("/small.html", "Accept-Encoding", "identity;q=0, gzip")))
                .isEqualTo("short");

        gateway.render.answers(_ -> new Reply(
                200,
                Map.of(
                        "Content-Type",
                        "image/png",
                        "Dibao-Position",
                        "" + (gateway.log.nextPosition() - 1),
                        "Dibao-Purge-Keys",
                        "site"),
                LONG));
        HttpResponse<byte[]> picture = get("/assets/a.png", "Accept-Encoding", "gzip");
        assertThat(picture.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(picture.headers().firstValue("Vary")).isNotEqualTo("Accept-Encoding");
    }

    @Test
    void theApiAndItsDocumentsAndSearchAreCompressedToo() {
        gateway.store.answers(it -> new Reply(
                it.headers().get("If-None-Match", "").contains("\"3\"") ? 304 : 200,
                Map.of("Content-Type", "application/json", "ETag", "\"3\""),
                it.headers().get("If-None-Match", "").contains("\"3\"") ? "" : LONG));
        for (String target : new String[] {"/api/articles/a1", "/api/openapi.json", "/api/docs", "/search?q=ferry"}) {
            HttpResponse<byte[]> plain = get(target);
            HttpResponse<byte[]> zipped = get(target, "Accept-Encoding", "gzip");
            assertThat(unzipped(zipped)).as(target).isEqualTo(new String(plain.body(), StandardCharsets.UTF_8));
            assertThat(header(zipped, "Content-Length")).isEqualTo("" + zipped.body().length);
            assertThat(plain.headers().allValues("Vary")).as(target).contains("Accept-Encoding");
            if (plain.headers().firstValue("ETag").isPresent()) {
                String tag = header(zipped, "ETag");
                assertThat(tag).isEqualTo(header(plain, "ETag").replaceFirst("\"$", "-gzip\""));
                HttpResponse<byte[]> same = get(target, "Accept-Encoding", "gzip", "If-None-Match", tag);
                assertThat(same.statusCode()).as(target).isEqualTo(304);
                assertThat(header(same, "ETag")).isEqualTo(tag);
                HttpResponse<byte[]> head = send(target, "HEAD", "Accept-Encoding", "gzip");
                assertThat(header(head, "Content-Length")).isEqualTo(header(zipped, "Content-Length"));
                assertThat(header(head, "ETag")).isEqualTo(tag);
            }
        }
        gateway.post("/api/articles", "{}", "If-Match", "\"3-gzip\"");
        assertThat(gateway.ingest.seen.getLast().headers().getAll("If-Match")).containsExactly("\"3\"");
    }

    @Test
    void aListingStillDiffersByOriginToo() {
        for (String[] headers : new String[][] {{}, {"Accept-Encoding", "gzip"}, {"If-None-Match", "*"}}) {
            assertThat(get("/api/articles", headers).headers().allValues("Vary"))
                    .as(String.join(" ", headers))
                    .contains("Origin", "Accept-Encoding");
        }
    }

    /** A coding would hold back the last event. */
    @Test
    void streamsAreNotCompressed() {
        FakePublications log = new FakePublications(7);
        log.down = true; // so that the stream ends
        try (Gateway dark = Gateway.on(log)) {
            HttpResponse<String> stream = dark.get("/api/events", "Accept-Encoding", "gzip");
            assertThat(stream.headers().firstValue("Content-Encoding")).isEmpty();
            assertThat(stream.body()).startsWith("retry: ").contains("event: closing");
        }
    }

    @Test
    void whatAPageIsCompressedToCountsAsMemoryOfTheCache() {
        get("/weight.html");
        double plain = cached();
        int length = get("/weight.html", "Accept-Encoding", "gzip").body().length;
        await().untilAsserted(() -> assertThat(cached()).isEqualTo(plain + length));
        gateway.publish(
                org.dibao.gateway.Samples.publication(gateway.log.nextPosition(), Samples.live("a", 2), "site"));
        await().untilAsserted(() -> assertThat(cached()).isZero());
    }

    private double cached() {
        return gateway.bean(MeterRegistry.class)
                .get("dibao.gateway.cached.bytes")
                .gauge()
                .value();
    }

    @Test
    void aPartOfAFileIsOfTheRepresentationThatTheTagNames() {
        gateway.render.answers(_ -> Gateway.page(200, LONG, gateway.log.nextPosition() - 1, "site"));
        HttpResponse<byte[]> whole = get("/assets/x.css");
        String tag = header(whole, "ETag");
        assertThat(header(whole, "Accept-Ranges")).isEqualTo("bytes");
        HttpResponse<byte[]> part = get("/assets/x.css", "Range", "bytes=3-12", "If-Range", tag);
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(header(part, "Content-Range")).isEqualTo("bytes 3-12/" + LONG.length());
        assertThat(header(part, "ETag")).isEqualTo(tag);
        assertThat(new String(part.body(), StandardCharsets.UTF_8)).isEqualTo(LONG.substring(3, 13));

        HttpResponse<byte[]> zipped = get("/assets/x.css", "Accept-Encoding", "gzip");
        HttpResponse<byte[]> rest = get(
                "/assets/x.css", "Accept-Encoding", "gzip", "Range", "bytes=20-", "If-Range", header(zipped, "ETag"));
        assertThat(rest.statusCode()).isEqualTo(206);
        assertThat(rest.body()).isEqualTo(java.util.Arrays.copyOfRange(zipped.body(), 20, zipped.body().length));

        for (String[] other : new String[][] {
            {"Range", "bytes=3-12", "If-Range", "\"other\""},
            {"Range", "bytes=3-12", "If-Range", "W/" + tag},
            {"Range", "bytes=3-12", "If-Range", tag, "Accept-Encoding", "gzip"},
            {"Range", "bytes=0-1,5-6"}
        }) {
            assertThat(get("/assets/x.css", other).statusCode())
                    .as(String.join(" ", other))
                    .isEqualTo(200);
        }
        assertThat(send("/assets/x.css", "HEAD", "Range", "bytes=3-12").statusCode())
                .isEqualTo(200);
        HttpResponse<byte[]> beyond = get("/assets/x.css", "Range", "bytes=" + LONG.length() + "-");
        assertThat(beyond.statusCode()).isEqualTo(416);
        assertThat(header(beyond, "Content-Range")).isEqualTo("bytes */" + LONG.length());
        assertThat(header(beyond, "Content-Type")).isEqualTo("application/problem+json");
        assertThat(get("/assets/x.css", "Range", "bytes=3-12", "If-None-Match", tag)
                        .statusCode())
                .isEqualTo(304);
    }
}
