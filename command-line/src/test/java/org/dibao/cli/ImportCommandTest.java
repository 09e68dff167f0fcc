package org.dibao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ImportCommandTest {
    @TempDir
    Path folder;

    private final List<String> names = Collections.synchronizedList(new ArrayList<>());

    @Test
    void aFolderArrivesWholeInTheOrderOfItsNamesAndTheRefusedAreListedWithTheirReasons() throws Exception {
        Path posts = Files.createDirectories(folder.resolve("my site/_posts/深圳"));
        Files.writeString(posts.resolveSibling("2026-01-02-b.md"), "b");
        Files.writeString(posts.resolveSibling("2026-01-01-a.md"), "a");
        Files.writeString(posts.resolve("2026-01-03-一则很长的标题".concat("长".repeat(40)) + ".md"), "c");
        Files.writeString(posts.resolveSibling("photo.jpg"), "no article");
        try (var server = new SmallServer(
                "/api/imports",
                exchange -> importing(
                        exchange,
                        (name, n) -> name.contains("-b.")
                                ? "{\"name\":\"" + name
                                        + "\",\"status\":422,\"outcome\":\"refused\",\"problem\":{\"status\":422,\"field\":\"title\",\"detail\":\"An article needs a title.\"}}"
                                : "{\"name\":\"" + name + "\",\"position\":" + n
                                        + ",\"status\":201,\"outcome\":\"published\",\"extra\":{}}"))) {
            Run run = Run.dibao(
                    "import",
                    "--url",
                    server.url(),
                    "--key",
                    "secret",
                    folder.resolve("my site").toString());

            assertThat(names)
                    .containsExactly(
                            "_config.yml",
                            "_posts/2026-01-01-a.md",
                            "_posts/2026-01-02-b.md",
                            "_posts/深圳/2026-01-03-一则很长的标题" + "长".repeat(40) + ".md");
            assertThat(run.exit()).isEqualTo(Exit.REFUSED);
            assertThat(run.out())
                    .contains(
                            "3 articles in",
                            "2 published",
                            "1 refused",
                            "2026-01-02-b.md: title: An article needs a title.");
            assertThat(run.err()).contains("photo.jpg");
        }
    }

    @Test
    void resultsAreReadWhileArticlesAreStillBeingSent() throws Exception {
        // More bytes both ways than any socket holds: whoever reads nothing until all is sent waits for ever.
        for (int i = 0; i < 400; i++) {
            byte[] noise = new byte[64 * 1024];
            new java.util.Random(i).nextBytes(noise);
            Files.write(folder.resolve("%04d.md".formatted(i)), noise);
        }
        String padding = "x".repeat(50_000);
        try (var server = new SmallServer(
                "/api/imports",
                exchange -> importing(
                        exchange,
                        (name, n) -> "{\"name\":\"" + name
                                + "\",\"status\":200,\"outcome\":\"unchanged\",\"padding\":\"" + padding + "\"}"))) {
            Run run = Run.dibao("import", "--url", server.url(), "--key", "secret", folder.toString());
            assertThat(run.exit()).as(run.err()).isZero();
            assertThat(run.out()).contains("400 unchanged");
        }
    }

    @Test
    void aWrongKeyIsToldBeforeAnythingIsSent() throws Exception {
        Files.writeString(folder.resolve("a.md"), "a");
        try (var server = new SmallServer(
                "/api/imports",
                exchange -> SmallServer.answer(
                        exchange,
                        401,
                        "application/problem+json",
                        "{\"title\":\"Unauthorized\",\"detail\":\"Send the header Authorization.\"}"))) {
            Run run = Run.dibao("import", "--url", server.url(), "--key", "wrong", folder.toString());
            assertThat(run.exit()).isEqualTo(Exit.REFUSED);
            assertThat(run.err()).contains("the key is wrong").doesNotContain("header");
        }
    }

    private static final String TOO_LARGE =
            "<html><head><title>413 Request Entity Too Large</title></head><body>nginx</body></html>";

    /** As nginx does it: with a page of its own, as soon as it has had enough; the rest of the upload goes nowhere. */
    @Test
    void aProxyThatTakesNoMoreIsNamedWithWhatToSet() throws Exception {
        byte[] noise = new byte[300_000];
        for (int i = 0; i < 40; i++) {
            new java.util.Random(i).nextBytes(noise);
            Files.write(folder.resolve("%02d.md".formatted(i)), noise);
        }
        try (var proxy = new java.net.ServerSocket(0, 10, java.net.InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> refuseInTheMiddle(proxy));
            Run run = Run.dibao(
                    "import",
                    "--retry-for",
                    "0",
                    "--url",
                    "http://127.0.0.1:" + proxy.getLocalPort(),
                    "--key",
                    "secret",
                    folder.toString());
            assertThat(run.exit()).as(run.err()).isEqualTo(Exit.REFUSED);
            assertThat(run.err())
                    .contains("413")
                    .contains("proxy")
                    .contains("client_max_body_size")
                    .contains("docs/behind-a-proxy.md")
                    .doesNotContain("<html>");
        }
    }

    private static void refuseInTheMiddle(java.net.ServerSocket proxy) {
        try (var connection = proxy.accept()) {
            var in = connection.getInputStream();
            while (!HttpHead.line(in).isEmpty()) {
                // the request's head
            }
            connection.getOutputStream().write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            in.readNBytes(1_000_000);
            connection
                    .getOutputStream()
                    .write(("HTTP/1.1 413 Request Entity Too Large\r\nContent-Type: text/html\r\nContent-Length: "
                                    + TOO_LARGE.length() + "\r\nConnection: close\r\n\r\n" + TOO_LARGE)
                            .getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** A slow link to a proxy that answers when everything was sent: it takes longer than the server may stay silent. */
    @Test
    void nothingNeedBeHeardWhileTheUploadMoves() throws Exception {
        byte[] noise = new byte[600_000];
        for (int i = 0; i < 40; i++) {
            new java.util.Random(i).nextBytes(noise);
            Files.write(folder.resolve("%02d.md".formatted(i)), noise);
        }
        try (var proxy = new java.net.ServerSocket()) {
            proxy.setReceiveBufferSize(64 * 1024);
            proxy.bind(new java.net.InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), 0));
            Thread.ofVirtual().start(() -> takeSlowly(proxy));
            Run run = Run.dibao(
                    "import",
                    "--idle",
                    "1",
                    "--retry-for",
                    "0",
                    "--url",
                    "http://127.0.0.1:" + proxy.getLocalPort(),
                    "--key",
                    "secret",
                    folder.toString());
            assertThat(run.exit()).as(run.err()).isZero();
            assertThat(run.out()).contains("40 published");
        }
    }

    private static void takeSlowly(java.net.ServerSocket proxy) {
        try (var connection = proxy.accept()) {
            var in = new java.io.BufferedInputStream(connection.getInputStream());
            while (!HttpHead.line(in).isEmpty()) {
                // the request's head
            }
            OutputStream out = connection.getOutputStream();
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            var body = new ChunkedInput(in);
            while (body.readNBytes(1_000_000).length > 0) { // 10 MB a second
                java.util.concurrent.locks.LockSupport.parkNanos(100_000_000);
            }
            String lines = "{\"name\":\"a\",\"outcome\":\"published\",\"status\":201}\n".repeat(40);
            out.write(("HTTP/1.1 200 OK\r\nContent-Length: " + lines.length() + "\r\nConnection: close\r\n\r\n" + lines)
                    .getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void anAnswerThatEndsEarlyIsNotTakenForSuccess() throws Exception {
        Files.writeString(folder.resolve("a.md"), "a");
        Files.writeString(folder.resolve("b.md"), "b");
        try (var server = new SmallServer("/api/imports", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody()
                    .write("{\"name\":\"a.md\",\"outcome\":\"published\",\"status\":201}\n"
                            .getBytes(StandardCharsets.UTF_8));
            exchange.close();
        })) {
            Run run = Run.dibao(
                    "import", "--retry-for", "0", "--url", server.url(), "--key", "secret", folder.toString());
            assertThat(run.exit()).isEqualTo(Exit.UNREACHABLE);
            assertThat(run.out()).contains("1 published");
            assertThat(run.err()).contains("Run the same command again");
        }
    }

    @Test
    void aBrokenImportIsSentAgainWithTheSameKeyAndCountedOnce() throws Exception {
        Files.writeString(folder.resolve("a.md"), "a");
        Files.writeString(folder.resolve("b.md"), "b");
        List<String> keys = Collections.synchronizedList(new ArrayList<>());
        try (var server = new SmallServer("/api/imports", exchange -> {
            keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
            if (keys.size() == 1) {
                SmallServer.answer(
                        exchange, 503, "application/problem+json", "{\"detail\":\"Kafka does not answer.\"}");
            } else if (keys.size() == 2) {
                exchange.getRequestBody().readAllBytes();
                SmallServer.answer(
                        exchange,
                        200,
                        "application/x-ndjson",
                        "{\"name\":\"a.md\",\"outcome\":\"published\",\"status\":201}\n"
                                + "{\"name\":\"the import\",\"outcome\":\"stopped\",\"status\":503,\"problem\":{\"detail\":\"no log\"}}\n");
            } else {
                importing(
                        exchange, (name, n) -> "{\"name\":\"" + name + "\",\"status\":201,\"outcome\":\"published\"}");
            }
        })) {
            Run run = Run.dibao("import", "--url", server.url(), "--key", "secret", folder.toString());
            assertThat(run.exit()).as(run.err()).isZero();
            assertThat(run.out()).contains("2 articles in", "2 published");
            assertThat(keys).hasSize(3);
            assertThat(keys.stream().distinct()).hasSize(1);
        }
    }

    @Test
    void anImportThatWasStoppedOverWhatWasSentIsNotSentAgain() throws Exception {
        Files.writeString(folder.resolve("a.md"), "a");
        Files.writeString(folder.resolve("b.md"), "b");
        List<String> keys = Collections.synchronizedList(new ArrayList<>());
        try (var server = new SmallServer("/api/imports", exchange -> {
            keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
            exchange.getRequestBody().readAllBytes();
            SmallServer.answer(
                    exchange,
                    200,
                    "application/x-ndjson",
                    "{\"name\":\"a.md\",\"outcome\":\"published\",\"status\":201}\n"
                            + "{\"name\":\"the import\",\"outcome\":\"stopped\",\"status\":413,\"problem\":{\"detail\":\"send it in parts\"}}\n");
        })) {
            Run run = Run.dibao("import", "--url", server.url(), "--key", "secret", folder.toString());
            assertThat(run.exit()).isEqualTo(Exit.REFUSED);
            assertThat(run.out()).contains("1 published", "1 stopped", "the import: send it in parts");
            assertThat(run.err()).doesNotContain("again");
            assertThat(keys).hasSize(1);
        }
    }

    @Test
    void linesOfJsonAreSentAsTheyAre() throws Exception {
        Path file = Files.writeString(folder.resolve("articles.ndjson"), "{\"title\":\"a\"}\n{\"title\":\"b\"}\n");
        try (var server = new SmallServer("/api/imports", exchange -> {
            assertThat(exchange.getRequestHeaders().getFirst("Content-Type")).isEqualTo("application/x-ndjson");
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var lines = new StringBuilder();
            body.lines().forEach(l -> lines.append("{\"name\":\"line\",\"outcome\":\"published\",\"status\":201}\n"));
            SmallServer.answer(exchange, 200, "application/x-ndjson", lines.toString());
        })) {
            Run run = Run.dibao("import", "--json", "--url", server.url(), "--key", "secret", file.toString());
            assertThat(run.exit()).isZero();
            List<String> out = run.out().lines().toList();
            assertThat(out).hasSize(3);
            assertThat(LenientJson.read(out.getLast())
                            .path("summary")
                            .path("outcomes")
                            .path("published")
                            .asInt())
                    .isEqualTo(2);
        }
    }

    @Test
    void aSingleArticleIsImportedToo() throws Exception {
        Path file = Files.writeString(folder.resolve("2026-05-01-a.md"), "---\ntitle: A\n---\nx");
        try (var server = new SmallServer(
                "/api/imports",
                exchange -> importing(
                        exchange,
                        (name, _) -> "{\"name\":\"" + name
                                + "\",\"outcome\":\"published\",\"status\":201,\"warnings\":[\"did you mean published?\"]}"))) {
            Run run = Run.dibao("import", "--url", server.url(), "--key", "secret", file.toString());

            assertThat(run.exit()).isZero();
            assertThat(names).containsExactly("2026-05-01-a.md");
            assertThat(run.out()).contains("2026-05-01-a.md: did you mean published?");
        }
    }

    @Test
    void anEmptyFolderIsAnErrorThatSaysWhatToName() {
        Run run = Run.dibao("import", "--url", "http://127.0.0.1:1", "--key", "secret", folder.toString());
        assertThat(run.exit()).isEqualTo(Exit.USAGE);
        assertThat(run.err()).contains("no article in");
    }

    /** Answers each entry of the archive as soon as it has been read. */
    private void importing(HttpExchange exchange, BiFunction<String, Integer, String> result) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (var tar = new TarArchiveInputStream(new GzipCompressorInputStream(exchange.getRequestBody()), "UTF-8");
                OutputStream out = exchange.getResponseBody()) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                tar.readAllBytes();
                names.add(entry.getName());
                if (entry.getName().endsWith(".yml")) {
                    continue; // not an article
                }
                out.write((result.apply(entry.getName(), names.size()) + "\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
            exchange.getRequestBody().readAllBytes();
        }
    }
}
