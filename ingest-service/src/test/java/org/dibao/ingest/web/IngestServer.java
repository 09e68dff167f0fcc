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
import org.dibao.ingest.imports.ImportSettings;
import org.dibao.ingest.imports.Importing;
import org.dibao.ingest.submissions.Submitting;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.server.HandlerStrategies;
import org.springframework.web.reactive.function.server.RouterFunctions;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.JsonNode;

/** The routes on a real server with a log in memory; the clock stands at the first of January 2026. */
final class IngestServer implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    final FakeLog log = new FakeLog();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Scheduler readers = Schedulers.newBoundedElastic(2, 100, "readers");
    private final DisposableServer server;

    IngestServer() {
        this(new ImportSettings(
                10,
                2,
                1000,
                DataSize.ofMegabytes(4),
                DataSize.ofMegabytes(64),
                DataSize.ofKilobytes(64),
                Duration.ofSeconds(5)));
    }

    IngestServer(ImportSettings imports) {
        WebSettings web =
                new WebSettings(DataSize.ofMegabytes(1), DataSize.ofKilobytes(64), 2, 100, Duration.ofSeconds(10));
        Submitting submitting =
                new Submitting(new ArticleReader(ArticleLimits.DEFAULT), log, Clock.fixed(NOW, ZoneOffset.UTC), meters);
        var routes = new ArticleRoutes(submitting, new SiteReader(), web, readers)
                .routes()
                .and(new ImportRoute(new Importing(submitting, log, imports, 1024 * 1024), submitting, threads)
                        .routes());
        var handler = RouterFunctions.toHttpHandler(
                routes,
                HandlerStrategies.builder().exceptionHandler(new Problems()).build());
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle(new ReactorHttpHandlerAdapter(handler))
                .bindNow();
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
        readers.dispose();
        threads.shutdownNow();
        client.close();
    }
}
