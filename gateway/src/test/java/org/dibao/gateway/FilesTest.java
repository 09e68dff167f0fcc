package org.dibao.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.dibao.blobs.BlobFolder;
import org.dibao.blobs.Incoming;
import org.dibao.gateway.FakeService.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import reactor.core.publisher.Mono;

/** Files on their way in, which the gateway never holds whole, and out, from the blobs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FilesTest {
    private final Path folder = Gateway.folder();
    private final Gateway gateway = Gateway.start(Map.of(
            "dibao.files.dir",
            folder.toString(),
            "dibao.gateway.submissions.max-file",
            "1MB",
            "dibao.gateway.submissions.file-idle",
            "1s",
            "dibao.gateway.files.max-open",
            "1"));

    @AfterAll
    void close() {
        gateway.close();
    }

    @Test
    void ingestGetsTheBytesAsTheyCame() {
        byte[] bytes = new byte[1 << 20];
        new Random(1).nextBytes(bytes);
        AtomicReference<byte[]> got = new AtomicReference<>();
        AtomicReference<String> said = new AtomicReference<>();
        gateway.ingest.handles((request, response) -> request.receive()
                .aggregate()
                .asByteArray()
                .doOnNext(body -> {
                    got.set(body);
                    said.set(request.method() + " " + request.uri() + " "
                            + request.requestHeaders().get("Dibao-Actor") + " "
                            + request.requestHeaders().get("Content-Length"));
                })
                .then(Mono.defer(() -> response.status(422)
                        .header("Content-Type", "application/problem+json")
                        .sendString(Mono.just("{\"type\":\"/problems/invalid-file\",\"status\":422}"))
                        .then())));

        assertThat(put("/api/assets/a/b.bin", HttpRequest.BodyPublishers.ofByteArray(bytes))
                        .statusCode())
                .isEqualTo(422);

        assertThat(got.get()).isEqualTo(bytes);
        assertThat(said.get()).matches("PUT /api/assets/a/b.bin \\S+ 1048576");
    }

    @Test
    void whatIsTooLargeIsRefusedWhetherItsSizeIsToldOrNot() {
        byte[] bytes = new byte[(1 << 20) + 1];
        gateway.ingest.answers(_ -> gateway.accepted());

        assertThat(put("/api/assets/a.bin", HttpRequest.BodyPublishers.ofByteArray(bytes))
                        .statusCode())
                .isEqualTo(413);
        assertThat(put(
                                "/api/media",
                                HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)),
                                "POST")
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void whoStopsSendingIsGivenUp() throws IOException {
        gateway.ingest.answers(_ -> gateway.accepted());
        try (Wire wire = new Wire(gateway)) {
            wire.send(Wire.request(
                            "PUT",
                            "/api/assets/a.bin",
                            "Authorization",
                            "Bearer " + Gateway.KEY,
                            "Content-Length",
                            "1000")
                    + "the beginning");

            assertThat(wire.read(false).status()).contains("408");
        }
    }

    @Test
    void aFileIsServedFromTheBlobsUnderItsPolicy() throws IOException {
        String drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
        String hash = keep(drawing);
        gateway.render.answers(it -> file(it.uri(), hash, drawing.length(), "image/svg+xml"));

        HttpResponse<String> whole = gateway.get("/drawing.svg", "Accept-Encoding", "gzip");

        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.body()).isEqualTo(drawing);
        assertThat(whole.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("sandbox; default-src 'none'");
        assertThat(whole.headers().firstValue("Dibao-File")).isEmpty();
        assertThat(whole.headers().firstValue("ETag")).contains("\"" + hash + "\"");
        assertThat(gateway.get("/drawing.svg", "If-None-Match", "\"" + hash + "\"")
                        .statusCode())
                .isEqualTo(304);
        HttpResponse<String> part = gateway.get("/drawing.svg", "Range", "bytes=1-3");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("svg");
        for (int i = 0; i < 3; i++) { // the only permit is returned
            assertThat(gateway.get("/drawing.svg").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aPictureIsSentUntilItsVariantIsThere() throws Exception {
        String hash = keep("the picture");
        BlockingQueue<String> wishes = new LinkedBlockingQueue<>();
        gateway.ingest.answers(it -> {
            wishes.add(it.method() + " " + it.uri());
            return new Reply(202, Map.of(), "");
        });
        gateway.render.answers(it -> variant(it.uri(), hash, "the picture".length(), "640.webp"));

        HttpResponse<String> before = gateway.get("/media/640/x.webp");
        assertThat(before.body()).isEqualTo("the picture");
        assertThat(before.headers().firstValue("Content-Type")).contains("image/jpeg");
        assertThat(before.headers().firstValue("Cache-Control")).contains("public, max-age=5");
        assertThat(before.headers().firstValue("Dibao-Variant")).contains("later");
        gateway.get("/media/640/x.webp");
        assertThat(wishes.poll(10, TimeUnit.SECONDS)).isEqualTo("POST /variants/" + hash);
        assertThat(wishes).as("once in a while").isEmpty();

        derive(hash, "small");
        HttpResponse<String> there = gateway.get("/media/640/x.webp");
        assertThat(there.body()).isEqualTo("small");
        assertThat(there.headers().firstValue("Content-Type")).contains("image/webp");
        assertThat(there.headers().firstValue("Cache-Control")).contains("public, max-age=31536000, immutable");
        assertThat(there.headers().firstValue("Dibao-Variant")).isEmpty();
        String tag = there.headers().firstValue("ETag").orElseThrow();
        assertThat(gateway.get("/media/640/x.webp", "If-None-Match", tag).statusCode())
                .isEqualTo(304);
        assertThat(gateway.get("/media/640/x.webp", "Range", "bytes=1-2").body())
                .isEqualTo("ma");

        derive(hash, ""); // there is to be none
        HttpResponse<String> none = gateway.get("/media/640/x.webp");
        assertThat(none.body()).isEqualTo("the picture");
        assertThat(none.headers().firstValue("Cache-Control")).contains("public, max-age=31536000, immutable");
    }

    private void derive(String hash, String text) throws IOException {
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        try (Incoming incoming = new BlobFolder(folder).receive()) {
            incoming.write(bytes, 0, bytes.length);
            incoming.keepDerived(hash, "640.webp");
        }
    }

    private Reply variant(String uri, String hash, int length, String name) {
        Map<String, String> headers =
                new HashMap<>(file(uri, hash, length, "image/jpeg").headers());
        headers.put("Cache-Control", "public, max-age=31536000, immutable");
        headers.put("Dibao-Variant", name);
        return new Reply(200, headers, "");
    }

    @Test
    void bytesThatAreMissingAreNotFoundAndHarmNobodyElse() {
        gateway.render.answers(it -> file(it.uri(), "0".repeat(64), 5, "image/png"));

        HttpResponse<String> missing = gateway.get("/missing.png");

        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.body()).contains("missing on the server");
    }

    @Test
    void theListKnowsWhoseBytesAreMissing() throws IOException {
        String there = keep("there");
        gateway.store.answers(it -> new Reply(
                200,
                Map.of("Content-Type", "application/json"),
                "{\"files\":[" + listed("/a.png", there, 5) + "," + listed("/b.png", there, 6) + ","
                        + listed("/c.png", "0".repeat(64), 5) + "],\"next\":\"/c.png\"}"));

        HttpResponse<String> missing =
                gateway.get("/api/assets?missing&limit=3", "Authorization", "Bearer " + Gateway.KEY);

        assertThat(missing.statusCode()).isEqualTo(200);
        assertThat(missing.body())
                .contains("/b.png", "/c.png", "\"next\":\"/c.png\"")
                .doesNotContain("/a.png");
        assertThat(gateway.get("/api/assets?limit=3", "Authorization", "Bearer " + Gateway.KEY)
                        .body())
                .contains("/a.png");
    }

    private static String listed(String path, String hash, int length) {
        return "{\"path\":\"" + path + "\",\"content\":{\"hash\":\"" + hash + "\",\"length\":" + length + "}}";
    }

    private String keep(String text) throws IOException {
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        try (Incoming incoming = new BlobFolder(folder).receive()) {
            incoming.write(bytes, 0, bytes.length);
            return incoming.keep();
        }
    }

    private Reply file(String uri, String hash, int length, String type) {
        Map<String, String> headers = new HashMap<>(Gateway.page(200, "", gateway.log.nextPosition() - 1, "path:" + uri)
                .headers());
        headers.put("Content-Type", type);
        headers.put("ETag", "\"" + hash + "\"");
        headers.put("Dibao-File", hash + " " + length);
        return new Reply(200, headers, "");
    }

    private HttpResponse<String> put(String target, HttpRequest.BodyPublisher body) {
        return put(target, body, "PUT");
    }

    private HttpResponse<String> put(String target, HttpRequest.BodyPublisher body, String method) {
        return gateway.send(target, it -> it.method(method, body).header("Authorization", "Bearer " + Gateway.KEY));
    }
}
