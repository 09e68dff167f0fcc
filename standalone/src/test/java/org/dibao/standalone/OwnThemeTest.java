package org.dibao.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dibao.render.theme.Theme;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A site with a look of its own, which changes and breaks while pages are in the gateway's cache. */
@Timeout(180)
class OwnThemeTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Pattern STYLESHEET = Pattern.compile("/assets/site\\.[A-Za-z0-9_-]+\\.css");
    private static final int POSTS = 12;

    @TempDir
    Path disk;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private Path theme = Path.of(".");

    @BeforeEach
    void aThemeOfOnesOwn() throws IOException {
        theme = Files.createDirectories(disk.resolve("theme/templates")).getParent();
        look("first");
    }

    @Test
    void aChangeReachesCachedPagesAndAnErrorReachesNobody() throws Exception {
        List<String> pages = new ArrayList<>(List.of("/"));
        try (Standalone dibao = start()) {
            for (int i = 0; i < POSTS; i++) {
                pages.add(post(dibao, "post-" + i));
            }
            for (String page : pages) {
                assertThat(get(dibao, page)).as("now it is in the cache").contains("content=\"first\"");
            }
            assertThat(told)
                    .as("nothing of the theme")
                    .singleElement()
                    .asString()
                    .contains("baseUrl");

            double before = rendered(dibao);
            look("second");
            AtomicInteger asked = new AtomicInteger();
            await().atMost(SOON).until(() -> {
                asked.addAndGet(pages.size());
                return inAnotherLook(dibao, pages, "second").isEmpty();
            });
            assertThat(get(dibao, stylesheet(get(dibao, "/")))).contains("second");
            assertThat(asked.get()).as("there was something to hold back").isGreaterThan(2 * pages.size());
            assertThat(rendered(dibao) - before)
                    .as("each page once, and who looks for a change")
                    .isBetween((double) pages.size(), 2.0 * pages.size());

            assertThat(metrics(dibao)).contains("dibao_render_theme_broken 0.0");
            Files.writeString(theme.resolve("templates/base.html"), "<html>\n{{ nothing }}");
            await().atMost(SOON).until(() -> health(dibao).contains("templates/base.html:2"));
            assertThat(metrics(dibao)).contains("dibao_render_theme_broken 1.0");
            pages.add(post(dibao, "post-behind-the-error"));
            assertThat(inAnotherLook(dibao, pages, "second")).isEmpty();
        }
        try (Standalone dibao = start()) {
            assertThat(told).anyMatch(note -> note.startsWith("WARNING") && note.contains("templates/base.html:2"));
            assertThat(told)
                    .as("the address in feeds, and one that answers")
                    .anyMatch(note ->
                            note.contains("http://localhost:8080,") && note.endsWith(" baseUrl=" + dibao.url()));
            assertThat(inAnotherLook(dibao, pages, "second"))
                    .as("the last good look is there after a restart")
                    .isEmpty();
            assertThat(get(dibao, stylesheet(get(dibao, "/")))).contains("second");

            look("third");
            await().atMost(SOON)
                    .until(() -> inAnotherLook(dibao, pages, "third").isEmpty());
            assertThat(health(dibao)).doesNotContain("problem");
        }
    }

    private Standalone start() {
        Options options = Options.onFreePorts(disk.resolve("data")).with("dibao.render.theme-dir", theme.toString());
        return Standalone.start(options, new ProgressListener() {
            @Override
            public void done(String what, Duration took) {}

            @Override
            public void note(String message) {
                told.add(message);
            }
        });
    }

    /** In stylesheet and template. */
    private void look(String name) throws IOException {
        Files.writeString(theme.resolve("site.css"), "body { --look: " + name + " }");
        try (InputStream base = Objects.requireNonNull(Theme.class.getResourceAsStream("templates/base.html"))) {
            String ours = new String(base.readAllBytes(), StandardCharsets.UTF_8);
            Files.writeString(
                    theme.resolve("templates/base.html"),
                    ours.replace("</head>", "<meta name=\"look\" content=\"" + name + "\">\n</head>"));
        }
    }

    private List<String> inAnotherLook(Standalone dibao, List<String> pages, String look) throws Exception {
        List<String> others = new ArrayList<>();
        for (String page : pages) {
            if (!get(dibao, page).contains("content=\"" + look + "\"")) {
                others.add(page);
            }
        }
        return others;
    }

    private static String stylesheet(String page) {
        Matcher address = STYLESHEET.matcher(page);
        assertThat(address.find()).isTrue();
        return address.group();
    }

    /** Requests that render has answered since its start. */
    private double rendered(Standalone dibao) throws Exception {
        return metrics(dibao)
                .lines()
                .filter(line -> line.startsWith("http_server_requests_seconds_count") && !line.contains("/actuator"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private String metrics(Standalone dibao) throws Exception {
        return send(HttpRequest.newBuilder(management(dibao, "/actuator/prometheus")))
                .body();
    }

    private String health(Standalone dibao) throws Exception {
        return send(HttpRequest.newBuilder(management(dibao, "/actuator/health")))
                .body();
    }

    private static URI management(Standalone dibao, String path) {
        return URI.create(dibao.managementUrls().get("render") + path);
    }

    private String post(Standalone dibao, String name) throws Exception {
        HttpResponse<String> posted = send(HttpRequest.newBuilder(URI.create(dibao.url() + "/api/articles"))
                .header("Authorization", "Bearer " + dibao.apiKey())
                .header("Content-Type", "text/markdown")
                .header("Slug", "2024-03-18-" + name + ".md")
                .header("Prefer", "wait=20")
                .POST(BodyPublishers.ofString("---\ntitle: " + name + "\n---\nText.\n")));
        assertThat(posted.statusCode()).as(posted.body()).isEqualTo(201);
        return posted.headers().firstValue("Location").orElseThrow();
    }

    private String get(Standalone dibao, String path) throws Exception {
        HttpResponse<String> page = send(HttpRequest.newBuilder(URI.create(dibao.url() + path)));
        assertThat(page.statusCode()).as(path).isEqualTo(200);
        return page.body();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
