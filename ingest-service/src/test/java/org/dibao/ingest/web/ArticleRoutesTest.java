package org.dibao.ingest.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.List;
import org.dibao.contract.article.ArticleFile;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.Revision;
import org.dibao.contract.article.Source;
import org.dibao.contract.event.Problem;
import org.dibao.contract.submission.Idempotency;
import org.dibao.contract.submission.Submission;
import org.dibao.contract.submission.Submission.SubmitArticle;
import org.dibao.ingest.log.Append;
import org.dibao.ingest.web.IngestServer.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ArticleRoutesTest {
    private static final String POST = "---\ntitle: 标题\ncategories: a\n---\ntext *b*\n";
    private final IngestServer server = new IngestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aPostedArticleIsInTheLogWhenItsReceiptComes() throws Exception {
        Reply reply = server.send(
                "POST",
                "/api/articles",
                POST,
                "Content-Type",
                "text/markdown; charset=utf-8",
                "Slug",
                "2022-01-25-x.md");
        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.json())
                .hasToString(
                        "{\"position\":0,\"article\":\"2022-01-25-x\",\"status\":\"accepted\",\"receivedAt\":\"2026-01-01T00:00:00Z\"}");
        SubmitArticle submitted = submitted(0);
        assertThat(submitted.article()).isEqualTo(new ArticleId("2022-01-25-x"));
        assertThat(submitted.given().slug()).isEqualTo("x");
        assertThat(submitted.html()).isEqualTo("<p>text <em>b</em></p>");
        assertThat(submitted.request().by()).isEqualTo("local");
        assertThat(submitted.request().idempotency()).isNull();
        assertThat(server.meters
                        .counter("dibao.submissions.appended", "kind", "submit")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aFieldThatIsNearlyAKnownOneIsKeptAndRemarkedOn() throws Exception {
        Reply reply = server.send(
                "POST",
                "/api/articles",
                "---\ntitle: T\npublishd: false\ncategries: a\ntopic: b\ntoc: true\nweather: c\n---\nx\n",
                "Content-Type",
                "text/markdown");

        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.json().path("warnings").valueStream().map(JsonNode::asString))
                .containsExactly(
                        "\"categries\" has no meaning here and is kept as a field of your own: did you mean"
                                + " \"categories\"?",
                        "\"publishd\" has no meaning here and is kept as a field of your own: did you mean"
                                + " \"published\"?");
        assertThat(submitted(0).given().extra()).containsKeys("publishd", "categries", "topic", "toc", "weather");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "Slug,                2022-01-25-%E6%8A%A5.md,                                        2022-01-25-报",
                "Slug,                My post.md,                                                     My post",
                "Slug,                _posts/2022/2022-01-25-x.md,                                    2022-01-25-x",
                "Slug,                _posts/en/2022-01-25-x.md,                                      2022-01-25-x.en",
                "Content-Disposition, 'attachment; filename=\"2022-01-25-x.md\"',                     2022-01-25-x",
                "Content-Disposition, 'attachment; filename*=UTF-8''''2022-01-25-%E6%8A%A5.md',       2022-01-25-报",
            })
    void theFilesNameIsToldInAHeader(String header, String value, String id) throws Exception {
        assertThat(server.send("POST", "/api/articles", POST, "Content-Type", "text/markdown", header, value)
                        .status())
                .isEqualTo(202);
        assertThat(submitted(0).article()).isEqualTo(new ArticleId(id));
    }

    @ParameterizedTest
    @CsvSource({
        "about.md,                      about.md",
        "sub/about.md,                  _posts/sub/about.md",
        "_posts/sub/about.md,           _posts/sub/about.md",
        "tech/sub/_posts/about.md,      tech/sub/_posts/about.md",
        "sub\\about.md,                 _posts/sub/about.md",
    })
    void foldersInTheFilesNameTellArticlesApart(String slug, String file) throws Exception {
        assertThat(server.send("POST", "/api/articles", POST, "Content-Type", "text/markdown", "Slug", slug)
                        .status())
                .isEqualTo(202);
        assertThat(submitted(0).article()).isEqualTo(new ArticleId("about"));
        assertThat(submitted(0).file()).isEqualTo(new ArticleFile(file));
    }

    @Test
    void anArticleThatIsNamedInTheAddressIsThatOneWhateverItsFile() throws Exception {
        server.send(
                "PUT",
                "/api/articles/x",
                POST,
                "Content-Type",
                "text/markdown",
                "Slug",
                "tech/_posts/2022-01-25-about.md");

        assertThat(submitted(0).article()).isEqualTo(new ArticleId("x"));
        assertThat(submitted(0).named()).isTrue();
        assertThat(submitted(0).file()).isEqualTo(new ArticleFile("tech/_posts/2022-01-25-about.md"));
        assertThat(submitted(0).given().categories()).containsExactly("tech", "a");
    }

    @Test
    void aHeaderMayHoldUtf8AsItIs() throws Exception {
        String request =
                "POST /api/articles HTTP/1.1\r\nHost: x\r\nContent-Type: text/markdown\r\nSlug: 2022-01-25-报.md\r\n"
                        + "Content-Length: " + POST.getBytes("UTF-8").length + "\r\nConnection: close\r\n\r\n" + POST;
        try (var socket = new java.net.Socket("127.0.0.1", server.port())) {
            socket.getOutputStream().write(request.getBytes("UTF-8"));
            assertThat(new String(socket.getInputStream().readAllBytes(), "UTF-8"))
                    .startsWith("HTTP/1.1 202");
        }
        assertThat(submitted(0).article()).isEqualTo(new ArticleId("2022-01-25-报"));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "2022-01-25-x.md,       -,                                 2022-01-25-x, x,  MARKDOWN",
                "2022-01-25-x.md,       application/x-www-form-urlencoded, 2022-01-25-x, x,  MARKDOWN",
                "2022-01-25-x.html,     application/octet-stream,          2022-01-25-x, x,  HTML",
                "%E6%8A%A5.markdown,    -,                                 报,           报, MARKDOWN",
                "an%20id,               text/markdown,                     an id,        -,  MARKDOWN",
                "2022-01-25-x,          text/html,                         2022-01-25-x, x,  HTML",
            })
    void aPutsAddressTellsIdAndType(String name, String type, String id, String slug, Source.Format format)
            throws Exception {
        Reply reply = type == null
                ? server.send("PUT", "/api/articles/" + name, POST)
                : server.send("PUT", "/api/articles/" + name, POST, "Content-Type", type);
        assertThat(reply.status()).isEqualTo(202);
        assertThat(submitted(0).article()).isEqualTo(new ArticleId(id));
        assertThat(submitted(0).given().slug()).isEqualTo(slug);
        assertThat(submitted(0).given().source().format()).isEqualTo(format);
    }

    @Test
    void jsonIsTakenByPostAndPut() throws Exception {
        String json = "{\"title\": \"a\", \"body\": \"b\", \"extra\": {\"n\": 1}}";
        assertThat(server.send("POST", "/api/articles", json, "Content-Type", "application/json")
                        .status())
                .isEqualTo(202);
        assertThat(submitted(0).article().value())
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        assertThat(submitted(0).given().extra()).hasToString("{n=1}");
        assertThat(server.send("PUT", "/api/articles/x.json", json).status()).isEqualTo(202);
        assertThat(submitted(1).article()).isEqualTo(new ArticleId("x"));
        Reply other = server.send(
                "PUT",
                "/api/articles/x",
                "{\"id\": \"y\", \"title\": \"a\", \"body\": \"b\"}",
                "Content-Type",
                "application/json");
        assertThat(other.status()).isEqualTo(400);
        assertThat(other.field()).isEqualTo("id");
    }

    @Test
    void aDeletedArticleIsAWithdrawal() throws Exception {
        assertThat(server.send("DELETE", "/api/articles/2022-01-25-x.md", "", "If-Match", "\"3\"")
                        .status())
                .isEqualTo(202);
        Submission.WithdrawArticle withdraw =
                (Submission.WithdrawArticle) server.log.appended().getFirst();
        assertThat(withdraw.article()).isEqualTo(new ArticleId("2022-01-25-x"));
        assertThat(withdraw.request().preconditions().ifMatch()).isEqualTo(new Revision(3));
    }

    @Test
    void theSitesSettingsAreASubmission() throws Exception {
        Reply reply = server.send("PUT", "/api/site", "{\"title\": \"日报\"}", "Content-Type", "application/json");
        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.json().has("article")).isFalse();
        assertThat(((Submission.ChangeSite) server.log.appended().getFirst())
                        .settings()
                        .title())
                .isEqualTo("日报");
        Reply unknown = server.send("PUT", "/api/site", "{\"colour\": \"red\"}", "Content-Type", "application/json");
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.field()).isEqualTo("colour");
        assertThat(unknown.json().get("title").asString()).isEqualTo("The site's settings are not valid");
    }

    @Test
    void theSameFileTwiceIsTheSameArticle() throws Exception {
        for (int i = 0; i < 2; i++) {
            server.send("PUT", "/api/articles/2022-01-25-x.md", POST);
        }
        assertThat(submitted(0).given().digest()).isEqualTo(submitted(1).given().digest());
        assertThat(submitted(0).article()).isEqualTo(submitted(1).article());
    }

    @Test
    void aRetryRepeatsKeyFingerprintAndId() throws Exception {
        for (String body : List.of(POST, POST, POST + "more")) {
            server.send(
                    "POST",
                    "/api/articles",
                    body,
                    "Content-Type",
                    "text/markdown",
                    "Idempotency-Key",
                    "k-1",
                    "Dibao-Actor",
                    "desk");
        }
        server.send(
                "POST",
                "/api/articles",
                POST,
                "Content-Type",
                "text/html",
                "Idempotency-Key",
                "k-1",
                "Dibao-Actor",
                "desk");
        server.send(
                "POST",
                "/api/articles",
                POST,
                "Content-Type",
                "text/markdown",
                "Idempotency-Key",
                "k-1",
                "Dibao-Actor",
                "other");
        var first = submitted(0).request().idempotency();
        assertThat(first).isEqualTo(submitted(1).request().idempotency());
        assertThat(first.key()).matches("desk/[0-9a-f]{64}");
        assertThat(first.fingerprint())
                .matches("[0-9a-f]{64}")
                .isNotEqualTo(submitted(2).request().idempotency().fingerprint())
                .isNotEqualTo(submitted(3).request().idempotency().fingerprint());
        assertThat(submitted(0).article())
                .isEqualTo(submitted(1).article())
                .isEqualTo(submitted(2).article())
                .isNotEqualTo(submitted(4).article());
        assertThat(submitted(4).request().idempotency().key()).startsWith("other/");
    }

    /** They are kept in logs, so that a retry is known after an upgrade too: the code is wrong and not the values. */
    @Test
    void aRetrysKeyFingerprintAndIdStayAsTheyWere() throws Exception {
        server.send(
                "POST",
                "/api/articles",
                POST,
                "Content-Type",
                "text/markdown",
                "Idempotency-Key",
                "k-1",
                "Dibao-Actor",
                "desk");

        assertThat(submitted(0).request().idempotency())
                .isEqualTo(new Idempotency(
                        "desk/7c35c5a1785d20704e44d5de4beb81c1fce91b6fe48ed7c3159af6f7f832078b",
                        "8e1951d7f65e9542ba78e62e5fccd1762f63a7613dd0603d1872f5e20d0a4a6f"));
        assertThat(submitted(0).article().value()).isEqualTo("kjMLXk5VlLTThHTVqDW82OV");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "If-Match        | 3",
                "If-Match        | W/\"3\"",
                "If-Match        | \"3\", \"4\"",
                "If-Match        | \"0\"",
                "If-Match        | \"abc\"",
                "If-Match        | *",
                "If-None-Match   | \"3\"",
                "Idempotency-Key | a b",
                "Idempotency-Key | ",
                "Dibao-Actor     | a/b",
            })
    void aHeaderThatCannotBeReadIsRefused(String header, String value) throws Exception {
        Reply reply = server.send("PUT", "/api/articles/x.md", POST, header, value == null ? "" : value);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.field()).isEqualTo(header.strip());
        assertThat(server.log.appended()).isEmpty();
    }

    @Test
    void preconditionsGoWithTheSubmission() throws Exception {
        server.send("PUT", "/api/articles/x.md", POST, "If-None-Match", "*");
        assertThat(submitted(0).request().preconditions().createOnly()).isTrue();
        Reply both = server.send("PUT", "/api/articles/x.md", POST, "If-None-Match", "*", "If-Match", "\"1\"");
        assertThat(both.status()).isEqualTo(400);
        Reply twice = server.send("PUT", "/api/articles/x.md", POST, "If-Match", "\"1\"", "If-Match", "\"2\"");
        assertThat(twice.status()).isEqualTo(400);
        String longest = "k".repeat(255);
        assertThat(server.send("PUT", "/api/articles/x.md", POST, "Idempotency-Key", longest)
                        .status())
                .isEqualTo(202);
        assertThat(server.send("PUT", "/api/articles/x.md", POST, "Idempotency-Key", longest + "k")
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "POST, /api/articles,     application/pdf,           Content-Type",
                "POST, /api/articles,     text/plain,                Content-Type",
                "POST, /api/articles,     -,                         Content-Type",
                "POST, /api/articles,     nonsense,                  Content-Type",
                "POST, /api/articles,     text/markdown;charset=gbk, Content-Type",
                "PUT,  /api/articles/x,   -,                         Content-Type",
                "PUT,  /api/articles/x.pdf, application/octet-stream, Content-Type",
                "PUT,  /api/site,         text/plain,                Content-Type",
                "POST, /api/imports,      application/zip,           Content-Type",
                "POST, /api/imports,      -,                         Content-Type",
            })
    void anUnknownTypeIsRefusedWithThoseThatAreKnown(String method, String path, String type, String field)
            throws Exception {
        Reply reply =
                type == null ? server.send(method, path, POST) : server.send(method, path, POST, "Content-Type", type);
        assertThat(reply.status()).isEqualTo(415);
        assertThat(reply.field()).isEqualTo(field);
        assertThat(reply.response().headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void aCompressedBodyIsRefused() throws Exception {
        Reply reply = server.send("PUT", "/api/articles/x.md", POST, "Content-Encoding", "gzip");
        assertThat(reply.status()).isEqualTo(415);
        assertThat(reply.field()).isEqualTo("Content-Encoding");
    }

    @Test
    void aLargeBodyIsRefusedWhetherItSaysSoOrNot() throws Exception {
        byte[] large = new byte[10 * 1024 * 1024];
        assertThat(server.send("PUT", "/api/articles/x.md", large).status()).isEqualTo(413);
        var chunked = java.net.http.HttpRequest.newBuilder(server.uri("/api/articles/x.md"))
                .PUT(java.net.http.HttpRequest.BodyPublishers.ofInputStream(
                        () -> new java.io.ByteArrayInputStream(large)))
                .build();
        var reply = server.client().send(chunked, java.net.http.HttpResponse.BodyHandlers.ofString());
        assertThat(reply.statusCode()).isEqualTo(413);
        assertThat(reply.body()).contains("1048576 bytes");
        assertThat(server.log.appended()).isEmpty();
    }

    @Test
    void whatIsNotValidIsAProblemThatNamesTheField() throws Exception {
        Reply reply = server.send("PUT", "/api/articles/x.md", "---\ndate: 2022-01-01\n---\n");
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().path("type").asString()).isEqualTo("/problems/invalid");
        assertThat(reply.json().path("status").asInt()).isEqualTo(422);
        assertThat(reply.json().path("title").asString()).isNotBlank();
        assertThat(reply.field()).isEqualTo("title");
        assertThat(server.meters
                        .counter("dibao.submissions.refused", "reason", "invalid")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void badInputOfEveryKindIsA4xxAndNothingIsStored() throws Exception {
        assertThat(server.send("PUT", "/api/articles/x.md", "---\ntitle: 报\n---\n".getBytes(Charset.forName("GBK")))
                        .status())
                .isEqualTo(400);
        assertThat(server.send("PUT", "/api/articles/x.md", "---\ntitle: a\ndate: 2030-02-30\n---\n")
                        .status())
                .isEqualTo(422);
        assertThat(server.send("PUT", "/api/articles/x.md", "---\ntitle: [\n---\n")
                        .status())
                .isEqualTo(400);
        assertThat(server.send("PUT", "/api/articles/x.json", "{\"title\": oops}")
                        .json()
                        .path("detail")
                        .asString())
                .contains("not valid JSON: column 11: ");
        assertThat(server.send("PUT", "/api/articles/a%2Fb.md", POST).status()).isEqualTo(400);
        assertThat(server.send("PUT", "/api/articles/%2e%2e", POST, "Content-Type", "text/markdown")
                        .status())
                .isEqualTo(400);
        assertThat(server.send("PUT", "/api/articles/x.md", "").field()).isEqualTo("title");
        assertThat(server.log.appended()).isEmpty();
    }

    @Test
    void aLogThatDoesNotAnswerGives503AndOneThatIsFullGives429() throws Exception {
        server.log.answer(new Append.Unknown("away"));
        Reply away = server.send("PUT", "/api/articles/x.md", POST);
        assertThat(away.status()).isEqualTo(503);
        assertThat(away.response().headers().firstValue("Retry-After")).isPresent();
        assertThat(away.json().path("type").asString()).isEqualTo("/problems/unavailable");
        server.log.answer(new Append.Refused(Problem.of(Problem.Type.TOO_MANY, "full")));
        Reply full = server.send("PUT", "/api/articles/x.md", POST);
        assertThat(full.status()).isEqualTo(429);
        assertThat(full.response().headers().firstValue("Retry-After")).isPresent();
    }

    private SubmitArticle submitted(int position) {
        return (SubmitArticle) server.log.appended().get(position);
    }
}
