package org.dibao.standalone.training;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.dibao.cli.Dibao;

/**
 * Uses an empty Dibao as publishers, readers and subscribers will: publishes, edits, imports, searches, and reads pages, feeds and
 * streams. A JVM that records meanwhile knows afterwards which classes and methods matter.
 */
public final class TrainingRun {
    private static final int STREAMS = 40;
    /** For each article that is published by itself, so many are imported. */
    private static final int IMPORTED = 8;

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final List<String> PLACES = List.of(
            "/",
            "/category/harbour.html",
            "/tag/boats.html",
            "/archive/",
            "/feed.xml",
            "/rss.xml",
            "/feed.json",
            "/sitemap.xml",
            "/search?q=tide",
            "/search?q=%E6%BD%AE%E6%B1%90",
            "/nowhere.html",
            "/api/articles?category=harbour&limit=20",
            "/api/events/page?after=earliest&limit=50",
            "/api/status");

    private final URI url;
    private final String key;
    private final int single;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    private TrainingRun(URI url, String key, int single) {
        this.url = url;
        this.key = key;
        this.single = single;
    }

    /**
     * Runs it.
     *
     * @param url the gateway's address
     * @param key the key required for writing
     * @param folder an empty folder for files to import
     * @param single how many articles are published one by one; the rest is in proportion
     * @throws IllegalStateException if something was not answered as it should be
     */
    public static void run(URI url, String key, Path folder, int single) throws InterruptedException {
        try {
            new TrainingRun(url, key, single).run(folder);
        } catch (IOException e) {
            throw new IllegalStateException("Training failed: " + e.getMessage(), e);
        }
    }

    private void run(Path folder) throws IOException, InterruptedException {
        List<CompletableFuture<HttpResponse<InputStream>>> streams = openStreams();
        write("PATCH", "/api/site", "application/merge-patch+json", "{\"title\":\"Training\",\"language\":\"en\"}");
        publishOneByOne();
        readPages();
        int half = single * IMPORTED / 2;
        importSite(Files.createDirectories(folder.resolve("first")), single, single + half);
        edit();
        importSite(Files.createDirectories(folder.resolve("second")), single + half, single + 2 * half);
        readPages();
        for (var stream : streams) {
            stream.join().body().close();
        }
    }

    private List<CompletableFuture<HttpResponse<InputStream>>> openStreams() {
        List<CompletableFuture<HttpResponse<InputStream>>> streams = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            String accept = i % 4 == 0 ? "application/x-ndjson" : "text/event-stream";
            String filter = i % 3 == 0 ? "?category=harbour" : "";
            streams.add(client.sendAsync(
                    request("/api/events" + filter).header("Accept", accept).build(), BodyHandlers.ofInputStream()));
        }
        return streams;
    }

    private void publishOneByOne() throws IOException, InterruptedException {
        for (int number = 0; number < single; number++) {
            publish(number, 1);
            if (number % 3 == 0) {
                get("/");
            }
        }
    }

    private void edit() throws IOException, InterruptedException {
        for (int number = 0; number < single / 2; number++) {
            String article = "/api/articles/" + TrainingPosts.id(number);
            switch (number % 5) {
                case 0 -> write("PATCH", article, "application/merge-patch+json", "{\"tags\":[\"edited\"]}");
                case 1 -> write("DELETE", article, "application/json", "");
                default -> publish(number, 2);
            }
            get("/articles/" + TrainingPosts.id(number));
        }
        for (int number = 1; number < single / 2; number += 5) {
            write("POST", "/api/articles/" + TrainingPosts.id(number) + "/restore", "application/json", "");
        }
    }

    private void publish(int number, int edition) throws IOException, InterruptedException {
        send(authorized(request("/api/articles"))
                .header("Content-Type", "text/markdown")
                .header("Slug", TrainingPosts.name(number))
                .POST(BodyPublishers.ofString(TrainingPosts.text(number, edition)))
                .build());
    }

    private void importSite(Path folder, int from, int to) throws IOException {
        TrainingPosts.writeSite(folder, from, to);
        int status = Dibao.commandLine()
                .setOut(new PrintWriter(Writer.nullWriter()))
                .setErr(new PrintWriter(Writer.nullWriter()))
                .execute("import", folder.toString(), "--url", url.toString(), "--key", key);
        if (status != 0) {
            throw new IllegalStateException("Training failed: the import ended with status " + status + ".");
        }
    }

    private void readPages() throws IOException, InterruptedException {
        int rounds = Math.max(1, single / 3);
        for (int round = 0; round < rounds; round++) {
            for (String place : PLACES) {
                get(place);
            }
            for (int article = round; article < single; article += rounds) {
                get("/articles/" + TrainingPosts.id(article));
            }
        }
    }

    private void get(String place) throws IOException, InterruptedException {
        var page = client.send(request(place).header("Accept-Encoding", "gzip").build(), BodyHandlers.ofByteArray());
        var tag = page.headers().firstValue("ETag");
        if (tag.isPresent()) {
            client.send(request(place).header("If-None-Match", tag.get()).build(), BodyHandlers.discarding());
        }
    }

    private void write(String method, String path, String type, String body) throws IOException, InterruptedException {
        BodyPublisher content = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        send(authorized(request(path))
                .header("Content-Type", type)
                .method(method, content)
                .build());
    }

    private void send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException("Training failed: " + request.method() + " " + request.uri()
                    + " was answered with " + answer.statusCode() + ": " + answer.body());
        }
    }

    private HttpRequest.Builder authorized(HttpRequest.Builder request) {
        return request.header("Authorization", "Bearer " + key).header("Prefer", "wait=10");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve(path)).timeout(TIMEOUT);
    }
}
