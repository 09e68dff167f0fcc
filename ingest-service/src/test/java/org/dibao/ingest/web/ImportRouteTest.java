package org.dibao.ingest.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.event.Problem;
import org.dibao.contract.json.Json;
import org.dibao.contract.submission.Idempotency;
import org.dibao.contract.submission.Submission.SubmitArticle;
import org.dibao.ingest.imports.Archives;
import org.dibao.ingest.log.Append;
import org.dibao.ingest.web.IngestServer.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

@Timeout(120)
class ImportRouteTest {
    private static final String LINES = "application/x-ndjson";
    private static final String GZIP = "application/gzip";
    private static final byte[] THREE = IntStream.range(0, 3)
            .mapToObj(i -> "{\"id\": \"n" + i + "\", \"title\": \"N" + i + "\", \"body\": \"x\"}\n")
            .collect(Collectors.joining())
            .getBytes(StandardCharsets.UTF_8);
    private final IngestServer server = new IngestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void everyLineGetsALineInItsOrder() throws Exception {
        Reply reply = send(LINES, """
                {"id": "a", "title": "A", "body": "x"}
                {"id": "b", "body": "x"}
                nonsense

                {"id": "a", "title": "A", "body": "x"}
                {"id": "c", "title": "C", "body": "x", "draft": true}
                """.getBytes(StandardCharsets.UTF_8));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.response().headers().firstValue("Content-Type")).contains("application/x-ndjson");
        List<JsonNode> lines = lines(reply);
        assertThat(lines)
                .extracting(line -> line.path("name").asString() + " "
                        + line.path("outcome").asString() + " "
                        + line.path("status").asInt())
                .containsExactly(
                        "line 1 published 201",
                        "line 2 refused 422",
                        "line 3 refused 400",
                        "line 5 unchanged 200",
                        "line 6 drafted 201");
        assertThat(lines.get(2).path("problem").path("detail").asString())
                .as("the line is told by its name, and by nothing else")
                .startsWith("not valid JSON: column ");
        assertThat(lines.get(0))
                .hasToString(
                        "{\"name\":\"line 1\",\"outcome\":\"published\",\"status\":201,\"position\":0,\"article\":\"a\",\"revision\":1,\"path\":\"/2026/01/01/A.html\"}");
        assertThat(lines.get(1).path("problem").path("field").asString()).isEqualTo("title");
        assertThat(lines.get(1).path("problem").path("type").asString()).isEqualTo("/problems/invalid");
    }

    @Test
    void aLineWithoutAnIdIsTheSameArticleTheNextTime() throws Exception {
        byte[] file = """
                {"title": "A", "body": "x"}
                {"title": "B", "body": "x"}
                """.getBytes(StandardCharsets.UTF_8);
        assertThat(outcomes(send(LINES, file))).containsExactly("published", "published");

        assertThat(outcomes(send(LINES, file))).containsExactly("unchanged", "unchanged");
        assertThat(outcomes(send(LINES, """
                {"title": "B", "body": "x"}
                {"title": "C", "body": "x"}\r
                """.getBytes(StandardCharsets.UTF_8))))
                .containsExactly("unchanged", "published");
    }

    private static List<String> outcomes(Reply reply) {
        return lines(reply).stream()
                .map(line -> line.path("outcome").asString())
                .toList();
    }

    static Stream<Error> errors() {
        return Stream.of(
                new OutOfMemoryError("thrown by a test"),
                new StackOverflowError(),
                new NoClassDefFoundError("org/dibao/Missing"));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void anImportWhoseReadingEndsInAnErrorSaysSoAndMakesRoom(Error error) throws Exception {
        server.log.failAt(1, error);

        List<JsonNode> lines = lines(send(LINES, THREE));

        assertThat(lines).extracting(line -> line.path("status").asInt()).containsExactly(201, 503);
        assertThat(lines.getLast().path("problem").path("detail").asString()).contains("send it again");
        await().until(() -> server.gauge("dibao.permits.used", "imports") == 0);
        assertThat(lines(send(LINES, THREE)))
                .extracting(line -> line.path("outcome").asString())
                .containsExactly("unchanged", "published", "published");
    }

    @ParameterizedTest
    @MethodSource("errors")
    void anImportWhoseLinesEndInAnErrorFailsAndMakesRoom(Error error) throws Exception {
        server.log.failToTell(error);

        assertThat(send(LINES, THREE).status()).isEqualTo(500);

        await().until(() -> server.gauge("dibao.permits.used", "imports") == 0);
        assertThat(lines(send(LINES, THREE))).hasSize(3);
    }

    @Test
    void aFolderOfPostsIsImported() throws Exception {
        byte[] archive = new Archives()
                .folder("_posts")
                .post("_posts/2022-01-25-a.md", "A")
                .post("_posts/2022-01-26-报.md", "B")
                .file("_posts/2022-01-27-c.md", "no front matter")
                .post("_posts/about.md", "undated")
                .file("_posts/2022-01-28-d.md", "---\ntitle: 'd\n---\n")
                .post("_posts/2022-01-29-e.md", "E")
                .bytes();
        List<JsonNode> lines = lines(send(GZIP, archive));
        assertThat(lines)
                .extracting(ImportRouteTest::summary)
                .containsExactly(
                        "_posts/2022-01-25-a.md published ",
                        "_posts/2022-01-26-报.md published ",
                        "_posts/2022-01-27-c.md published ",
                        "_posts/2022-01-28-d.md refused front matter",
                        "_posts/2022-01-29-e.md published ");
        assertThat(((SubmitArticle) server.log.appended().get(1)).article()).isEqualTo(new ArticleId("2022-01-26-报"));
        assertThat(server.log.appended())
                .allMatch(submission -> submission.request().imported());
        assertThat(lines(send(GZIP, archive)))
                .extracting(line -> line.path("outcome").asString())
                .containsExactly("unchanged", "unchanged", "unchanged", "refused", "unchanged");
    }

    @Test
    void linesComeWhileTheUploadIsStillOpen() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(5000);
            OutputStream out = socket.getOutputStream();
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            out.write(
                    "POST /api/imports HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n"
                            .getBytes());
            for (int i = 1; i <= 3; i++) {
                chunk(out, "{\"id\": \"a" + i + "\", \"title\": \"A\", \"slug\": \"a" + i + "\", \"body\": \"x\"}\n");
                assertThat(find(in, "\"name\"")).contains("line " + i).contains("published");
            }
            out.write("0\r\n\r\n".getBytes());
            out.flush();
            assertThat(find(in, "0")).isEqualTo("0");
        }
    }

    @Test
    void resultsThatAreWantedAtTheEndComeWhenEverythingWasSent() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(5000);
            OutputStream out = socket.getOutputStream();
            out.write(
                    "POST /api/imports HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\nDibao-Results: at-end\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
                            .getBytes());
            for (int i = 0; i < 40; i++) { // more than may be unpublished at once
                chunk(out, articles(i, i + 1));
            }
            await().until(() -> server.log.appended().size() == 40);
            assertThat(socket.getInputStream().available()).isZero();
            chunk(out, articles(40, 41));
            await().until(() -> server.log.appended().size() == 41);
            assertThat(socket.getInputStream().available()).isZero();
            out.write("0\r\n\r\n".getBytes());
            out.flush();
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 200")
                    .contains("line 1\"", "line 41\"");
        }
    }

    @Test
    void anImportWithMoreResultsThanAreHeldIsStoppedAndTellsOfEachArticleThatIsInTheLog() throws Exception {
        Reply reply = send(LINES, articles(0, 500).getBytes(StandardCharsets.UTF_8), "Dibao-Results", "at-end");
        assertThat(reply.status()).isEqualTo(200);
        List<JsonNode> lines = lines(reply);
        JsonNode last = lines.getLast();
        assertThat(last.path("outcome").asString()).isEqualTo("stopped");
        assertThat(last.path("status").asInt()).isEqualTo(413);
        assertThat(last.path("problem").path("detail").asString()).contains("16 KiB", "smaller parts");
        assertThat(lines.subList(0, lines.size() - 1))
                .hasSameSizeAs(server.log.appended())
                .hasSizeLessThan(500)
                .allMatch(line -> line.path("status").asInt() < 300);
        assertThat(reply.response().body().length()).isBetween(16 * 1024, 24 * 1024);
        await().until(() -> server.gauge("dibao.permits.used", "imports") == 0);
    }

    @Test
    void aRefusalDoesNotWaitForTheEnd() throws Exception {
        assertThat(send(GZIP, "no archive".getBytes(StandardCharsets.UTF_8), "Dibao-Results", "at-end")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void anotherWishForTheResultsIsRefused() throws Exception {
        Reply reply = send(LINES, articles(0, 1).getBytes(StandardCharsets.UTF_8), "Dibao-Results", "atend");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("detail").asString()).contains("Dibao-Results: at-end");
        assertThat(server.log.appended()).isEmpty();
        await().until(() -> server.gauge("dibao.permits.used", "imports") == 0);
    }

    @ParameterizedTest
    @MethodSource("errors")
    void anErrorBeforeTheEndFailsTheWholeAndMakesRoom(Error error) throws Exception {
        server.log.failToTell(error);
        assertThat(send(LINES, THREE, "Dibao-Results", "at-end").status()).isEqualTo(500);
        await().until(() -> server.gauge("dibao.permits.used", "imports") == 0);
    }

    @Test
    void aSenderThatGoesAwayBeforeItsResultsMakesRoom() throws Exception {
        server.log.publishLater();
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(
                    "POST /api/imports HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\nDibao-Results: at-end\r\nTransfer-Encoding: chunked\r\n\r\n"
                            .getBytes());
            chunk(out, articles(0, 1));
            await().until(() -> server.log.appended().size() == 1);
        }
        await().until(() -> server.gauge("dibao.permits.used", "imports") == 0);
    }

    @Test
    void noMoreThanTheLimitIsUnpublishedAtOnce() throws Exception {
        server.log.publishLater();
        var lines = server.client().sendAsync(request(LINES, articles(100)), HttpResponse.BodyHandlers.ofString());
        await().until(() -> server.log.unpublished() >= 9);
        for (int published = 0; published < 100; published++) {
            int before = published;
            await().pollInterval(Duration.ofMillis(1))
                    .until(() -> server.log.appended().size() > before);
            server.log.publish(1);
        }
        assertThat(lines.get().body().lines().count()).isEqualTo(100);
        assertThat(server.log.mostUnpublished()).isBetween(9, 11);
    }

    @Test
    void anArchiveThatWasCutOffEarlyIsRefusedWhole() throws Exception {
        byte[] archive = new Archives()
                .post("2022-01-25-a.md", "A")
                .post("2022-01-26-b.md", "B")
                .bytes();
        Reply reply = send(GZIP, Arrays.copyOf(archive, archive.length - 20));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("detail").asString()).contains("cut off");
        assertThat(server.log.appended()).isEmpty();
    }

    @Test
    void anArchiveThatIsCutOffLaterEndsWithALineThatSaysSo() throws Exception {
        Archives archive = new Archives();
        for (int i = 10; i < 30; i++) {
            archive.file("2022-01-" + i + "-a.md", "---\ntitle: t" + i + "\n---\n" + Archives.noise(10_000, i));
        }
        byte[] whole = archive.bytes();
        Reply reply = send(GZIP, Arrays.copyOf(whole, whole.length * 3 / 4));
        assertThat(reply.status()).isEqualTo(200);
        List<JsonNode> lines = lines(reply);
        assertThat(lines.getLast().path("outcome").asString()).isEqualTo("stopped");
        assertThat(lines.getLast().path("problem").path("detail").asString()).contains("cut off");
        assertThat(lines.subList(0, lines.size() - 1))
                .isNotEmpty()
                .allMatch(line -> line.path("outcome").asString().equals("published"));
    }

    @Test
    void aFileOfAGigabyteOfZerosIsRefusedAtOnce() throws Exception {
        byte[] archive = new Archives().zeros("2022-01-25-zeros.md", 1L << 30).bytes();
        long start = System.nanoTime();
        Reply reply = send(GZIP, archive);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.json().path("detail").asString())
                .contains("2022-01-25-zeros.md")
                .contains("1073741824");
        assertThat(server.log.appended()).isEmpty();
    }

    @Test
    void anEmptyUploadIsRefused() throws Exception {
        assertThat(send(LINES, new byte[0]).status()).isEqualTo(400);
        assertThat(send(LINES, "\n\n".getBytes()).status()).isEqualTo(400);
        assertThat(send(GZIP, new byte[0]).status()).isEqualTo(400);
        assertThat(send(GZIP, new Archives().file("photo.jpg", "x").bytes()).status())
                .isEqualTo(400);
    }

    @Test
    void anImportIsRepeatedUnderItsKey() throws Exception {
        byte[] unnamed = "{\"title\": \"A\", \"body\": \"x\"}\n{\"title\": \"B\", \"body\": \"x\"}\n".getBytes();
        send(LINES, unnamed, "Idempotency-Key", "k");
        assertThat(lines(send(LINES, unnamed, "Idempotency-Key", "k")))
                .extracting(line -> line.path("outcome").asString())
                .containsExactly("repeated", "repeated");
        assertThat(server.log.appended().stream()
                        .map(s -> ((SubmitArticle) s).article())
                        .distinct())
                .hasSize(2);
        // As it stands in logs: a retry is known after an upgrade too.
        Idempotency first = server.log.appended().getFirst().request().idempotency();
        assertThat(first.key()).endsWith("/82084b9555392b9dbad6e5e9c7eaab17982715b37d4efeef8c0109d32e0aee52");
        assertThat(first.fingerprint()).isEqualTo("e2267b749123239793895aa71656277d208db3f609e4b6227c25f6ab2cde77f3");
    }

    static List<Append> answersOfASilentLog() {
        return List.of(
                new Append.Unknown("away"),
                new Append.Refused(Problem.of(Problem.Type.UNAVAILABLE, "it waited too long behind others")));
    }

    @ParameterizedTest
    @MethodSource("answersOfASilentLog")
    void aLogThatDoesNotAnswerStopsTheImport(Append answer) throws Exception {
        server.log.answer(answer);
        List<JsonNode> lines = lines(send(LINES, articles(50).getBytes(StandardCharsets.UTF_8)));
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0).path("status").asInt()).isEqualTo(503);
        assertThat(lines.get(1).path("outcome").asString()).isEqualTo("stopped");
    }

    @Test
    void importsBeyondTheLimitAreRefusedAndOnesThatEndMakeRoom() throws Exception {
        server.log.publishLater();
        Socket first = open();
        Socket second = open();
        await().until(() -> server.log.appended().size() == 2);
        Reply third = send(LINES, articles(1).getBytes(StandardCharsets.UTF_8));
        assertThat(third.status()).isEqualTo(429);
        assertThat(third.response().headers().firstValue("Retry-After")).isPresent();
        first.close(); // gone in the middle
        second.close();
        server.log.publish(10);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(send(LINES, "\n".getBytes()).status()).isEqualTo(400)); // no longer 429
    }

    @Test
    void anImportThatHasEndedMakesRoom() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(send(LINES, articles(3).getBytes(StandardCharsets.UTF_8)).status())
                    .isEqualTo(200);
            assertThat(send(GZIP, "no archive".getBytes(StandardCharsets.UTF_8)).status())
                    .isEqualTo(400);
        }
    }

    private Socket open() throws Exception {
        Socket socket = new Socket("127.0.0.1", server.port());
        OutputStream out = socket.getOutputStream();
        out.write(
                "POST /api/imports HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n"
                        .getBytes());
        chunk(out, "{\"title\": \"A\", \"body\": \"x\"}\n");
        return socket;
    }

    private static void chunk(OutputStream out, String text) throws Exception {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes());
        out.write(bytes);
        out.write("\r\n".getBytes());
        out.flush();
    }

    private static String find(BufferedReader in, String start) throws Exception {
        String line = in.readLine();
        while (line != null && !line.contains(start)) {
            line = in.readLine();
        }
        return String.valueOf(line);
    }

    private static String articles(int count) {
        return articles(0, count);
    }

    private static String articles(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(
                        i -> "{\"id\": \"n" + i + "\", \"title\": \"T\", \"slug\": \"n" + i + "\", \"body\": \"x\"}\n")
                .collect(Collectors.joining());
    }

    private HttpRequest request(String type, String body) {
        return HttpRequest.newBuilder(server.uri("/api/imports"))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private Reply send(String type, byte[] body, String... headers) throws Exception {
        String[] all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Content-Type";
        all[headers.length + 1] = type;
        return server.send("POST", "/api/imports", body, all);
    }

    private static List<JsonNode> lines(Reply reply) {
        return reply.response()
                .body()
                .lines()
                .map(line -> Json.mapper().readTree(line))
                .toList();
    }

    private static String summary(JsonNode line) {
        return line.path("name").asString() + " " + line.path("outcome").asString() + " "
                + line.path("problem").path("field").asString("");
    }
}
