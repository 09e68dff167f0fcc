package org.dibao.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.ArticleEvent;
import org.dibao.contract.fold.Decision;
import org.dibao.contract.fold.Fold;
import org.dibao.contract.fold.History;
import org.dibao.contract.json.Json;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.submission.Submission;
import org.dibao.contract.submission.Submission.SubmitArticle;
import org.dibao.contract.wire.Codec;
import org.dibao.embedded.EmbeddedKafka;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.ReceivedRecord;
import org.dibao.eventlog.TopicFollower;
import org.dibao.eventlog.TopicSetup;
import org.dibao.eventlog.TopicWriter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** The application as it is, on a real broker; instead of store and render the fold alone decides and publishes. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class IngestApplicationTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String POST = "---\ntitle: 标题\ncategories: a\n---\ntext\n";

    @TempDir
    static Path folder;

    private static EmbeddedKafka broker;
    private static ConfigurableApplicationContext application;
    private static TopicFollower deciding;
    private static TopicWriter publishing;
    private static final List<Submission> decided = new ArrayList<>();

    @BeforeAll
    static void start() {
        broker = EmbeddedKafka.start(folder, 0);
        KafkaSettings kafka = new KafkaSettings(broker.bootstrapServers());
        application = IngestApplication.builder()
                .run(
                        "--dibao.kafka.bootstrap-servers=" + broker.bootstrapServers(),
                        "--server.port=0",
                        "--dibao.service-secret=of-the-tests",
                        "--management.server.port=0",
                        "--dibao.topics.articles=log",
                        "--dibao.ingest.imports.max-unpublished=50",
                        "--dibao.ingest.append.answer-within=3s");
        TopicSetup.createOrVerify(kafka, "log", 1);
        publishing = new TopicWriter(kafka, "publications");
        History history = new History();
        deciding = new TopicFollower(kafka, "log", 0, records -> decide(history, records));
        deciding.start();
    }

    private static void decide(History history, List<ReceivedRecord> records) throws Exception {
        for (ReceivedRecord record : records) {
            Submission submission = Codec.readSubmission(record.headers(), record.value());
            Position position = new Position(record.offset());
            Decision decision = Fold.decide(history, position, submission);
            history.apply(decision);
            synchronized (decided) {
                decided.add(submission);
            }
            publishing.append(Codec.write(Publication.of(
                    new ArticleEvent(position, decision.at(), decision.outcome()), SiteSettings.DEFAULT)));
        }
    }

    @AfterAll
    static void stop() {
        deciding.close();
        application.close();
        publishing.close();
        broker.close();
    }

    @Test
    @Order(1)
    void aReceiptMeansThatTheRecordIsInTheLog() throws Exception {
        HttpResponse<String> reply = put("2022-01-25-x.md", POST);
        assertThat(reply.statusCode()).isEqualTo(202);
        JsonNode receipt = Json.mapper().readTree(reply.body());
        assertThat(receipt.path("position").asInt()).isZero();
        await().until(() -> decided(0) != null);
        assertThat(((SubmitArticle) decided(0)).article().value()).isEqualTo("2022-01-25-x");
        assertThat(((SubmitArticle) decided(0)).html()).isEqualTo("<p>text</p>");
    }

    @Test
    @Order(2)
    void fiftyAtOnceHaveFiftyPositions() {
        List<CompletableFuture<HttpResponse<String>>> replies = IntStream.range(0, 50)
                .mapToObj(i -> CLIENT.sendAsync(
                        request("/api/articles/n" + i + ".md", POST.replace("标题", "t" + i)),
                        HttpResponse.BodyHandlers.ofString()))
                .toList();
        assertThat(replies.stream()
                        .map(reply -> Json.mapper()
                                .readTree(reply.join().body())
                                .path("position")
                                .asInt())
                        .collect(Collectors.toSet()))
                .hasSize(50);
    }

    @Test
    @Order(3)
    void anImportTellsEveryOutcome() throws Exception {
        String lines = IntStream.range(0, 500)
                .mapToObj(
                        i -> "{\"id\": \"i" + i + "\", \"title\": \"T\", \"slug\": \"i" + i + "\", \"body\": \"x\"}\n")
                .collect(Collectors.joining());
        HttpRequest request = asGateway(uri("/api/imports"))
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(lines))
                .build();
        HttpResponse<String> reply = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        List<JsonNode> results =
                reply.body().lines().map(line -> Json.mapper().readTree(line)).toList();
        assertThat(results)
                .hasSize(500)
                .allMatch(line -> line.path("outcome").asString().equals("published"));
        assertThat(results.stream().map(line -> line.path("position").asInt()).toList())
                .isSorted();
    }

    @Test
    @Order(4)
    void whatThereIsNotIsAProblem() throws Exception {
        for (String path : List.of("/", "/api/articles", "/api/articles/a/b", "/actuator/health")) {
            HttpResponse<String> reply =
                    CLIENT.send(asGateway(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(reply.statusCode()).isEqualTo(404);
            assertThat(reply.headers().firstValue("Content-Type")).contains("application/problem+json");
        }
    }

    @Test
    @Order(4)
    void whoIsNotTheGatewayIsRefusedWhateverItAsks() throws Exception {
        for (String path : List.of("/", "/api/articles/2022-01-25-x.md", "/api/imports")) {
            HttpResponse<String> reply = CLIENT.send(
                    HttpRequest.newBuilder(uri(path))
                            .POST(HttpRequest.BodyPublishers.ofString(POST))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(reply.statusCode()).isEqualTo(401);
            assertThat(reply.headers().firstValue("Content-Type")).contains("application/problem+json");
        }
    }

    @Test
    void reachableFromOtherMachinesWithoutASecretItDoesNotStart() {
        assertThatThrownBy(() -> IngestApplication.builder()
                        .run("--server.port=0", "--management.server.port=0", "--server.address=0.0.0.0"))
                .hasStackTraceContaining("listens at 0.0.0.0 (server.address), where other machines reach it")
                .hasStackTraceContaining("set DIBAO_SERVICE_SECRET");
    }

    @Test
    @Order(5)
    void healthAndFiguresAreOnAPortOfTheirOwn() throws Exception {
        await().untilAsserted(() -> assertThat(management("/actuator/health").body())
                .contains("\"status\":\"UP\"")
                .contains("\"unpublished\":0")
                .contains("\"follow-publications\":\"running\""));
        assertThat(management("/actuator/health/readiness").statusCode()).isEqualTo(200);
        assertThat(management("/actuator/prometheus").body())
                .contains("dibao_submissions_appended_total{kind=\"submit\"}")
                .contains("dibao_append_seconds_bucket")
                .contains("dibao_loops_failing 0")
                .contains("dibao_unpublished");
    }

    @Test
    @Order(5)
    void whatTheGatewayAsksToGetWarmIsInNoMetric() throws Exception {
        String before = counted();
        HttpRequest warmUp = asGateway(uri("/api/articles"))
                .header("Content-Type", "application/json")
                .header("Dibao-Warm-Up", "true")
                .POST(HttpRequest.BodyPublishers.ofString("{"))
                .build();
        assertThat(CLIENT.send(warmUp, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(400);
        assertThat(counted()).isEqualTo(before);
        assertThat(put("x.md", "---\ndate: 2022-01-01\n---\n").statusCode()).isEqualTo(422);
        await().untilAsserted(() -> assertThat(counted()).isNotEqualTo(before));
    }

    /** Requests and refusals of users, as Prometheus has them. */
    private static String counted() throws Exception {
        return management("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith("dibao_submissions_refused_total")
                        || line.startsWith("http_server_requests_seconds_count") && line.contains("/api/"))
                .collect(Collectors.joining("\n"));
    }

    @Test
    @Order(6)
    void aBrokerThatIsGoneIsToldWithinFiveSeconds() throws Exception {
        deciding.close();
        broker.close();
        long start = System.nanoTime();
        HttpResponse<String> reply = put("2022-01-26-y.md", POST);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(reply.statusCode()).isEqualTo(503);
        assertThat(reply.headers().firstValue("Retry-After")).isPresent();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(management("/actuator/health").body()).contains("\"status\":\"DOWN\""));
        // No other instance would do better.
        await().untilAsserted(() ->
                assertThat(management("/actuator/health").body()).contains("\"follow-publications\":\"failing"));
        assertThat(management("/actuator/health/readiness").statusCode()).isEqualTo(200);
    }

    private static Submission decided(int position) {
        synchronized (decided) {
            return position < decided.size() ? decided.get(position) : null;
        }
    }

    private static HttpResponse<String> put(String name, String body) throws Exception {
        return CLIENT.send(request("/api/articles/" + name, body), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest request(String path, String body) {
        return asGateway(uri(path))
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static HttpResponse<String> management(String path) throws Exception {
        String port = application.getEnvironment().getProperty("local.management.port");
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder asGateway(URI uri) {
        return HttpRequest.newBuilder(uri).header("Dibao-Service-Secret", "of-the-tests");
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + application.getEnvironment().getProperty("local.server.port") + path);
    }
}
