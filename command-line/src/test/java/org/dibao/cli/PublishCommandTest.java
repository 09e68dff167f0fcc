package org.dibao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class PublishCommandTest {
    @TempDir
    Path folder;

    private Path post = Path.of("");
    private final List<Map<String, String>> requests = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void aPost() throws Exception {
        post = folder.resolve("2026-05-01-潮汐 书房.md");
        Files.writeString(post, "---\ntitle: 潮汐书房\n---\n正文");
    }

    @Test
    void aProxyThatTakesNoMoreIsNamedWithWhatToSet() throws Exception {
        Path file = Files.writeString(folder.resolve("a.md"), "a");
        try (var server = new SmallServer(
                "/api/articles",
                exchange ->
                        SmallServer.answer(exchange, 413, "text/html", "<html>413 Request Entity Too Large</html>"))) {
            Run run = Run.dibao("publish", "--url", server.url(), "--key", "secret", file.toString());
            assertThat(run.exit()).isEqualTo(Exit.REFUSED);
            assertThat(run.out()).contains("413").contains("proxy").contains("client_max_body_size");
        }
        try (var server = new SmallServer(
                "/api/articles",
                exchange -> SmallServer.answer(
                        exchange,
                        413,
                        "application/problem+json",
                        "{\"title\":\"Too large\",\"detail\":\"A submission has at most 1,048,576 bytes.\"}"))) {
            Run run = Run.dibao("publish", "--url", server.url(), "--key", "secret", file.toString());
            assertThat(run.out()).contains("at most 1,048,576 bytes").doesNotContain("proxy");
        }
    }

    @Test
    void eachFileGetsALineWithItsOutcomeAndAddress() {
        try (var server = new SmallServer("/api/articles", exchange -> {
            note(exchange);
            exchange.getResponseHeaders().set("Location", "/x/2026/05/01/a.html");
            SmallServer.answer(
                    exchange,
                    201,
                    "application/json",
                    "{\"position\":1,\"outcome\":\"published\",\"path\":\"/x/2026/05/01/a.html\"}");
        })) {
            Run run = Run.dibao("publish", "--url", server.url(), "--key", "secret", post.toString());

            assertThat(run.exit()).isZero();
            assertThat(run.out())
                    .startsWith("published")
                    .contains(post.toString(), server.url() + "/x/2026/05/01/a.html");
            assertThat(requests)
                    .singleElement()
                    .satisfies(r -> assertThat(r)
                            .containsEntry("authorization", "Bearer secret")
                            .containsEntry("content-type", "text/markdown; charset=utf-8")
                            .containsEntry("slug", "2026-05-01-潮汐 书房.md")
                            .containsEntry("prefer", "wait=10")
                            .containsKey("idempotency-key"));
        }
    }

    @Test
    void picturesThatTheSiteDoesNotHaveAreTold() throws Exception {
        Path picture = Files.createDirectories(folder.resolve("images")).resolve("quay.jpg");
        Files.write(picture, new byte[] {1});
        try (var server = new SmallServer("/", exchange -> {
            switch (exchange.getRequestMethod() + " " + exchange.getRequestURI()) {
                case "POST /api/articles" ->
                    SmallServer.answer(
                            exchange,
                            201,
                            "application/json",
                            "{\"position\":1,\"outcome\":\"published\",\"article\":\"a\",\"path\":\"/x/a.html\"}");
                case "GET /api/articles/a" ->
                    SmallServer.answer(
                            exchange,
                            200,
                            "application/json",
                            "{\"html\":\"<img src=\\\"/images/quay.jpg\\\"><img alt=\\\"\\\" src=\\\"tide.png?w=1&amp;h=2\\\">"
                                    + "<img src=\\\"/there.png\\\"><img src=\\\"https://else.example/z.png\\\">\",\"image\":\"/images/quay.jpg\"}");
                case "HEAD /there.png" -> SmallServer.answer(exchange, 200, "image/png", "");
                default -> SmallServer.answer(exchange, 404, "text/html", "");
            }
        })) {
            Run run = Run.dibao("publish", "--url", server.url(), "--key", "secret", post.toString());

            assertThat(run.exit()).isZero();
            assertThat(run.out().lines().skip(1))
                    .containsExactly(
                            "warning    /images/quay.jpg is not on the site, so that readers see no picture there:"
                                    + " dibao assets put " + picture + " --at /images/quay.jpg",
                            "warning    /x/tide.png is not on the site, so that readers see no picture there:"
                                    + " dibao assets put FILE --at /x/tide.png");
        }
    }

    @Test
    void aWrongKeyIsToldOnceAndNothingElseIsSent() throws Exception {
        Files.writeString(folder.resolve("2026-05-02-b.md"), "---\ntitle: B\n---\nx");
        Files.writeString(folder.resolve("2026-05-03-c.md"), "---\ntitle: C\n---\nx");
        try (var server = new SmallServer("/api/articles", exchange -> {
            note(exchange);
            SmallServer.answer(exchange, 401, "application/problem+json", "{\"title\":\"A valid key is needed\"}");
        })) {
            Run run = Run.dibao("publish", "--url", server.url(), "--key", "wrong", folder.toString());
            assertThat(run.exit()).isEqualTo(Exit.REFUSED);
            assertThat(run.out()).containsOnlyOnce("the key is wrong");
            assertThat(run.err()).contains("The other 2 files were not sent.");
            assertThat(requests).hasSize(1);
        }
    }

    @Test
    void ofAFolderItsArticlesArePublished() throws Exception {
        Files.writeString(folder.resolve("notes.txt"), "x");
        Files.writeString(folder.resolve("2026-05-02-b.md"), "---\ntitle: B\n---\nx");
        try (var server = new SmallServer("/api/articles", exchange -> {
            note(exchange);
            SmallServer.answer(exchange, 202, "application/json", "{\"position\":1,\"status\":\"accepted\"}");
        })) {
            Run run = Run.dibao("publish", "--url", server.url(), "--key", "secret", folder.toString());

            assertThat(run.exit()).isZero();
            assertThat(requests)
                    .extracting(request -> request.get("slug"))
                    .containsExactly("2026-05-01-潮汐 书房.md", "2026-05-02-b.md");
        }
    }

    @Test
    void twoFilesThatWouldBeOneArticleAreNotSent() throws Exception {
        Path one = Files.writeString(
                Files.createDirectories(folder.resolve("one")).resolve("a.md"), "---\ntitle: A\n---\n");
        Path two = Files.writeString(
                Files.createDirectories(folder.resolve("two")).resolve("a.html"), "---\ntitle: A\n---\n");
        Path german = Files.writeString(
                Files.createDirectories(folder.resolve("german")).resolve("a.md"), "---\ntitle: A\nlang: de\n---\n");
        try (var server = new SmallServer("/api/articles", exchange -> {
            if (exchange.getRequestMethod().equals("POST")) {
                note(exchange);
            }
            SmallServer.answer(exchange, 202, "application/json", "{\"position\":1,\"status\":\"accepted\"}");
        })) {
            String[] command = {"publish", "--url", server.url(), "--key", "secret", one.toString(), two.toString()};
            Run run = Run.dibao(command);

            assertThat(run.exit()).isEqualTo(Exit.USAGE);
            assertThat(run.err()).contains(one + " and " + two + " would be the same article", "Nothing was sent");
            assertThat(requests).isEmpty();

            assertThat(Run.dibao("publish", "--url", server.url(), "--key", "secret", one.toString(), german.toString())
                            .exit())
                    .isZero();
            assertThat(requests).hasSize(2);
        }
    }

    @Test
    void eachFileIsSentWithItsPlaceWhateverTheWorkingDirectory() throws Exception {
        Path repository = Files.createDirectories(folder.resolve("news/.git")).getParent();
        Path file = Files.writeString(
                Files.createDirectories(repository.resolve("河 流")).resolve("a.md"), "---\ntitle: A\n---\n");
        try (var server = new SmallServer("/api/articles", exchange -> {
            note(exchange);
            SmallServer.answer(exchange, 202, "application/json", "{\"position\":1,\"status\":\"accepted\"}");
        })) {
            assertThat(Run.dibao("publish", "--url", server.url(), "--key", "k", file.toString())
                            .exit())
                    .isZero();
            Path aside = repository.resolve("河 流/../河 流/a.md");
            assertThat(Run.dibao("publish", "--url", server.url(), "--key", "k", aside.toString())
                            .exit())
                    .isZero();

            assertThat(requests)
                    .extracting(request ->
                            URLDecoder.decode(String.valueOf(request.get("dibao-place")), StandardCharsets.UTF_8))
                    .containsExactly("河 流/a.md", "河 流/a.md");
            assertThat(requests).extracting(request -> request.get("slug")).containsExactly("a.md", "a.md");
        }
    }

    @Test
    void whoeverNamesTheArticlePublishesTheFileAsThat() throws Exception {
        Path other = Files.writeString(folder.resolve("b.md"), "---\ntitle: B\n---\n");
        try (var server = new SmallServer("/api/articles/a", exchange -> {
            note(exchange);
            SmallServer.answer(exchange, 200, "application/json", "{\"outcome\":\"revised\",\"path\":\"/a.html\"}");
        })) {
            Run run = Run.dibao("publish", "--url", server.url(), "--key", "k", "--id", "a", other.toString());
            assertThat(run.exit()).isZero();
            assertThat(run.out()).startsWith("revised");
            assertThat(requests)
                    .singleElement()
                    .satisfies(r -> assertThat(r).containsEntry("method", "PUT").containsEntry("slug", "b.md"));

            Run two = Run.dibao(
                    "publish", "--url", server.url(), "--key", "k", "--id", "a", other.toString(), post.toString());
            assertThat(two.exit()).isEqualTo(Exit.USAGE);
            assertThat(two.err()).contains("--id names one article, and there are 2 files");
            assertThat(requests).hasSize(1);
        }
    }

    @Test
    void whoAddsALanguageToAFileIsToldHowItStaysThatArticle() throws Exception {
        Path file = Files.writeString(folder.resolve("2026-11-24-ferry.md"), "---\nlang: zh\n---\n");
        try (var server = new SmallServer(
                "/api/articles",
                exchange -> SmallServer.answer(
                        exchange,
                        409,
                        "application/problem+json",
                        "{\"detail\":\"/ferry.html belongs to article 2026-11-24-ferry; give another slug\"}"))) {
            Run run = Run.dibao("publish", file.toString(), "--url", server.url(), "--key", "k");
            assertThat(run.out()).contains("give another slug. If", "dibao publish --id 2026-11-24-ferry " + file);
        }
    }

    @Test
    void whatTheServerRemarksIsShown() {
        try (var server = new SmallServer(
                "/api/articles",
                exchange -> SmallServer.answer(
                        exchange,
                        201,
                        "application/json",
                        "{\"position\":1,\"outcome\":\"published\",\"path\":\"/a.html\",\"warnings\":[\"did you mean published?\"]}"))) {
            Run run = Run.dibao("publish", "--url", server.url(), "--key", "secret", post.toString());

            assertThat(run.out()).contains("did you mean published?");
        }
    }

    @Test
    void aBusyServerAndABrokenConnectionAreTriedAgainWithTheSameKey() {
        var calls = new AtomicInteger();
        try (var server = new SmallServer("/api/articles", exchange -> {
            note(exchange);
            switch (calls.incrementAndGet()) {
                case 1 -> SmallServer.answer(exchange, 503, "application/problem+json", "{}");
                case 2 -> SmallServer.answer(exchange, 429, "application/problem+json", "{}");
                case 3 -> exchange.close();
                default ->
                    SmallServer.answer(
                            exchange, 200, "application/json", "{\"outcome\":\"unchanged\",\"path\":\"/a.html\"}");
            }
        })) {
            Run run = Run.dibao("publish", "--url", server.url(), "--key", "secret", post.toString());

            assertThat(run.exit()).isZero();
            assertThat(run.out()).startsWith("unchanged");
            assertThat(requests).hasSize(4);
            assertThat(requests.stream().map(r -> r.get("idempotency-key")).distinct())
                    .hasSize(1);
        }
    }

    /** It may have been accepted: whoever is told "refused" gives up, or publishes it under another name. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "503 | {\"title\":\"Unavailable\",\"detail\":\"The log does not answer.\"} | The log does not answer.",
                "502 | <html>Bad Gateway</html> | the server answered 502.",
                "500 | {} | the server answered 500."
            })
    void whatIsNotKnownIsNotCalledRefused(int status, String body, String reason) {
        try (var server = new SmallServer(
                "/api/articles", exchange -> SmallServer.answer(exchange, status, "application/problem+json", body))) {
            Run run =
                    Run.dibao("publish", "--url", server.url(), "--key", "secret", "--retry-for", "0", post.toString());

            assertThat(run.exit()).isEqualTo(Exit.UNREACHABLE);
            assertThat(run.out())
                    .startsWith("unknown")
                    .contains(reason + " It is unknown")
                    .contains("publish it again");
        }
    }

    @Test
    void whatADiskHasNoRoomForIsRefused() {
        try (var server = new SmallServer(
                "/api/articles",
                exchange -> SmallServer.answer(
                        exchange, 507, "application/problem+json", "{\"detail\":\"There is no room.\"}"))) {
            Run run = Run.dibao("publish", "--url", server.url(), "--key", "secret", post.toString());

            assertThat(run.exit()).isEqualTo(Exit.REFUSED);
            assertThat(run.out()).startsWith("refused").contains("There is no room.");
        }
    }

    @Test
    void filesOfOneRunHaveKeysOfTheirOwn() throws Exception {
        Path other = Files.writeString(folder.resolve("b.html"), "---\ntitle: b\n---\n<p>b");
        try (var server = new SmallServer("/api/articles", exchange -> {
            note(exchange);
            SmallServer.answer(exchange, 201, "application/json", "{}");
        })) {
            Run.dibao("publish", "--url", server.url(), "--key", "secret", post.toString(), other.toString());
            assertThat(requests.stream().map(r -> r.get("idempotency-key")).distinct())
                    .hasSize(2);
        }
    }

    @Test
    void aRefusalNamesTheFieldAndTheReasonAndTheRestIsStillSent() throws Exception {
        Path image = Files.writeString(folder.resolve("cover.png"), "x");
        try (var server = new SmallServer("/api/articles", exchange -> {
            note(exchange);
            SmallServer.answer(
                    exchange,
                    422,
                    "application/problem+json",
                    "{\"type\":\"/problems/invalid\",\"title\":\"Invalid\",\"status\":422,\"field\":\"title\",\"detail\":\"An article needs a title.\"}");
        })) {
            Run run = Run.dibao("publish", "--url", server.url(), "--key", "secret", image.toString(), post.toString());

            assertThat(run.exit()).isEqualTo(Exit.REFUSED);
            assertThat(run.out().lines()).hasSize(2);
            assertThat(run.out()).contains("cover.png  not an article", "title: An article needs a title.");
            assertThat(requests).hasSize(1);
        }
    }

    @Test
    void jsonIsForPrograms() {
        try (var server = new SmallServer(
                "/api/articles",
                exchange -> SmallServer.answer(
                        exchange, 201, "application/json", "{\"path\":\"/a.html\",\"position\":7}"))) {
            Run run = Run.dibao("publish", "--json", "--url", server.url(), "--key", "secret", post.toString());
            assertThat(LenientJson.read(run.out())
                            .path("answer")
                            .path("position")
                            .asInt())
                    .isEqualTo(7);
            assertThat(LenientJson.read(run.out()).path("path").asString()).isEqualTo("/a.html");
        }
    }

    @Test
    void whereNothingListensOneSentenceSaysSo() {
        Run run = Run.dibao("publish", "--url", "http://127.0.0.1:1", "--key", "secret", post.toString());
        assertThat(run.exit()).isEqualTo(Exit.UNREACHABLE);
        assertThat(run.err().lines()).singleElement().asString().contains("http://127.0.0.1:1", "dibao up");
    }

    @Test
    void withoutAKeyNothingIsSent() {
        Run run = Run.dibao("publish", "--url", "http://127.0.0.1:1", "--data", folder.toString(), post.toString());
        assertThat(run.exit()).isEqualTo(Exit.USAGE);
        assertThat(run.err()).contains("--key");
    }

    private void note(HttpExchange exchange) throws java.io.IOException {
        exchange.getRequestBody().readAllBytes();
        Map<String, String> headers = new java.util.HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.getFirst()));
        headers.put("method", exchange.getRequestMethod());
        headers.computeIfPresent("slug", (_, slug) -> URLDecoder.decode(slug, StandardCharsets.UTF_8));
        requests.add(headers);
    }
}
