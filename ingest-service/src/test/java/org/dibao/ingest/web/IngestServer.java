package org.dibao.ingest.web;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dibao.ingest.article.ArticleLimits;
import org.dibao.ingest.article.ArticleReader;
import org.dibao.ingest.article.SiteReader;
import org.dibao.ingest.imports.ImportService;
import org.dibao.ingest.imports.ImportSettings;
import org.dibao.ingest.liquid.SiteFileSettings;
import org.dibao.ingest.patches.PatchService;
import org.dibao.ingest.submissions.SingleSubmissionSettings;
import org.dibao.ingest.submissions.SingleSubmissions;
import org.dibao.ingest.submissions.SubmissionService;
import org.dibao.support.problem.ProblemHandler;
import org.dibao.support.work.Workers;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.server.HandlerStrategies;
import org.springframework.web.reactive.function.server.RouterFunctions;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.JsonNode;

/** The routes on a real server with a log in memory; the clock stands at the first of January 2026. */
final class IngestServer implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private static final Duration LOG_LIMIT = Duration.ofSeconds(1);
    static final ImportSettings IMPORTS = new ImportSettings(
            Duration.ofMillis(60),
            10,
            10,
            10,
            2,
            1000,
            DataSize.ofMegabytes(4),
            DataSize.ofMegabytes(64),
            DataSize.ofKilobytes(64),
            DataSize.ofKilobytes(16),
            Duration.ofSeconds(5));

    private static final SingleSubmissionSettings SINGLES =
            new SingleSubmissionSettings(Duration.ofMillis(200), Duration.ofSeconds(1), Duration.ofSeconds(10));

    final FakeLog log = new FakeLog();
    final ImportService importing;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Workers readers = new Workers("reading", 2, 100, meters);
    private final DisposableServer server;

    IngestServer() {
        this(IMPORTS);
    }

    IngestServer(ImportSettings imports) {
        this(imports, Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofSeconds(10));
    }

    IngestServer(ImportSettings imports, Clock clock, Duration readWithin) {
        WebSettings web = new WebSettings(DataSize.ofMegabytes(1), DataSize.ofKilobytes(64), 2, 100, readWithin);
        ArticleReader articles = new ArticleReader(ArticleLimits.DEFAULT);
        SiteReader sites = new SiteReader();
        SingleSubmissions singles = new SingleSubmissions(log, SINGLES, System::nanoTime);
        SubmissionService submitting = new SubmissionService(articles, log, singles, clock, meters);
        PatchService patches = new PatchService(log, articles, sites, submitting, clock);
        importing = new ImportService(submitting, singles, log, imports, SiteFileSettings.DEFAULT, 1024 * 1024, meters);
        var routes = new ArticleRoutes(submitting, sites, patches, web, LOG_LIMIT, readers)
                .routes()
                .and(new ImportRoute(importing, submitting, threads).routes());
        var handler = RouterFunctions.toHttpHandler(
                routes,
                HandlerStrategies.builder()
                        .exceptionHandler(new ProblemHandler())
                        .build());
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle(new ReactorHttpHandlerAdapter(handler))
                .bindNow();
    }

    /** The value of a gauge that is tagged with what it is of. */
    int gauge(String name, String of) {
        return (int) meters.get(name).tag("of", of).gauge().value();
    }

    int port() {
        return server.port();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    HttpClient client() {
        return client;
    }

    /** @param headers names and values in turn */
    Reply send(String method, String path, byte[] body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofSeconds(10))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return new Reply(client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    }

    Reply send(String method, String path, String body, String... headers) throws Exception {
        return send(method, path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    record Reply(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        JsonNode json() {
            return org.dibao.contract.json.Json.mapper().readTree(response.body());
        }

        String field() {
            return json().path("field").asString("");
        }
    }

    @Override
    public void close() {
        server.disposeNow(Duration.ofSeconds(2));
        readers.close();
        threads.shutdownNow();
        client.close();
    }
}
