package org.dibao.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dibao.acceptance.client.Site;
import org.dibao.acceptance.sample.Pictures;
import org.dibao.acceptance.sample.Post;
import org.dibao.acceptance.sample.Unique;
import org.dibao.acceptance.system.Running;
import org.dibao.cli.Dibao;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A site goes out by the command, as files. */
@ExtendWith(Running.class)
class ExportTest {
    private final Site site;
    private final String word = Unique.word("daochu");

    @TempDir
    Path folder;

    @TempDir
    Path mirrored;

    ExportTest(Site site) {
        this.site = site;
    }

    @Test
    void theCopyHasTheBytesThatAreServedAndTheNextOneWritesNothing() throws IOException {
        Post shows = Post.in(word)
                .with("redirect_from", "/" + word + "/before.html")
                .body("![A picture](/" + word + "/p.png)\n");
        Post withdrawn = Post.in(word);
        Post leadsOn = Post.in(word).body("To [the other](" + shows.path() + ").\n");
        site.publisher("PUT", "/api/assets/" + word + "/p.png")
                .body("image/png", Pictures.png(8, 6, 1))
                .waiting()
                .send()
                .expect(201);
        List.of(shows, withdrawn, leadsOn).forEach(post -> site.publish(post).expect(201));
        site.withdraw(withdrawn.fileName().replace(".md", "")).expect(200);

        String told = exported();

        assertThat(told).containsPattern("files, as of position [0-9]+");
        Set<String> own = files().stream().filter(file -> file.contains(word)).collect(Collectors.toSet());
        assertThat(own)
                .contains(
                        word + "/p.png",
                        shows.path().substring(1),
                        leadsOn.path().substring(1),
                        word + "/before.html")
                .contains("category/" + word + ".html", "feed/category/" + word + ".xml")
                .doesNotContain(withdrawn.path().substring(1));
        assertThat(Files.readString(folder.resolve("_redirects")))
                .contains("/" + word + "/before.html " + shows.path() + " 301\n");
        assertThat(Files.readString(folder.resolve(word + "/before.html"))).contains("url=" + shows.path());
        own.remove(word + "/before.html");
        own.addAll(List.of("index.html", "feed.xml", "sitemap.xml", "robots.txt", "archive.html"));
        files().stream().filter(file -> file.startsWith("assets/")).forEach(own::add);
        for (String file : own) {
            assertThat(Files.readAllBytes(folder.resolve(file)))
                    .as(file)
                    .isEqualTo(site.get(address(file)).expect(200).body());
        }

        assertThat(exported()).contains(": 0 written,", " 0 removed");

        site.withdraw(leadsOn.fileName().replace(".md", "")).expect(200);
        exported();
        assertThat(files())
                .doesNotContain(leadsOn.path().substring(1))
                .contains(shows.path().substring(1));
    }

    /** Not against compose: there, one pass over the articles of a megabyte that other tests leave takes a minute. */
    @Tag("standalone")
    @Test
    void aMirrorFollowsTheSiteAndAsksForNoMoreThanItMust() throws Exception {
        List<Post> posts = new ArrayList<>();
        for (int i = 0; i < 45; i++) {
            posts.add(Post.in(word).with("tags", "[" + word + i % 2 + "]"));
        }
        for (Post post : posts) {
            site.posting(post).send();
        }
        site.publish(Post.in(word)).expect(201);
        Post last = Post.in(word + "-last").body("![](/" + word + "/wide.png)");
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        PrintWriter out = new PrintWriter(told, true, StandardCharsets.UTF_8);
        Thread mirror = Thread.startVirtualThread(
                () -> run(out, "mirror", site.address().toString(), mirrored.toString()));
        try {
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> told.toString(StandardCharsets.UTF_8).contains("position"));
            long seed = Long.getLong("dibao.seed", System.nanoTime());
            Random random = new Random(seed);
            for (int i = 0; i < 30; i++) {
                happens(random, posts.get(random.nextInt(posts.size())));
            }
            site.publisher("PUT", "/api/assets/" + word + "/wide.png?focus=20,80")
                    .body("image/png", Pictures.png(700, 500, 1))
                    .waiting()
                    .send()
                    .expect(201);
            site.publish(last).expect(201);
            await().until(() -> Files.exists(mirrored.resolve(last.path().substring(1)))
                    && Files.exists(mirrored.resolve("category/" + word + "-last.html")));
        } finally {
            mirror.interrupt();
            mirror.join();
        }
        assertThat(mirror("--once")).doesNotContain("everything");
        run("export", folder.toString(), "--url", site.address().toString());
        assertThat(differences(files(mirrored), files(folder))).isEmpty();
        assertThat(files(mirrored).keySet())
                .anyMatch(file -> file.matches("media/320/.*/wide\\.png\\.webp"))
                .anyMatch(file -> file.matches("media/preview-20-80/.*/wide\\.png\\.jpg"));

        site.publish(last.titled("Corrected")).expect(200);
        String once = mirror("--once");
        Matcher asked = Pattern.compile("([0-9]+) asked for").matcher(once);
        assertThat(asked.find()).as(once).isTrue();
        // Another test may have given the site further languages, each with a front page, feeds and numbered pages.
        long languages = files(mirrored).keySet().stream()
                .filter(file -> file.matches("feed/language/.*\\.xml"))
                .count();
        assertThat(Long.parseLong(asked.group(1))).as(once).isLessThan(40 + 9 * languages);
    }

    private void happens(Random random, Post post) {
        String id = post.fileName().replace(".md", "");
        String picture = "/api/assets/" + word + "/p" + random.nextInt(3) + ".png";
        switch (random.nextInt(7)) {
            case 0 -> site.withdraw(id);
            case 1 ->
                site.publisher("POST", "/api/articles/" + id + "/restore")
                        .waiting()
                        .send();
            case 2 ->
                site.publisher("PUT", picture)
                        .body("image/png", Pictures.png(8 + random.nextInt(9), 6, 1))
                        .waiting()
                        .send();
            case 3 -> site.publisher("DELETE", picture).waiting().send();
            case 4 ->
                site.publisher("PATCH", "/api/articles/" + id)
                        .body(
                                "application/merge-patch+json",
                                "{\"path\": \"/%s/%s.html\"}".formatted(word, random.nextInt(40)))
                        .waiting()
                        .send();
            case 5 ->
                site.publish(post.titled("Title " + random.nextInt(100))
                        .with("categories", "[" + word + random.nextInt(3) + "]")
                        .with("date", "2026-0%d-03".formatted(1 + random.nextInt(9))));
            default -> site.publish(post.body("![A picture](/%s/p%d.png)".formatted(word, random.nextInt(3))));
        }
    }

    private String mirror(String... options) {
        List<String> command = new ArrayList<>(List.of("mirror", site.address().toString(), mirrored.toString()));
        command.addAll(List.of(options));
        return run(command.toArray(String[]::new));
    }

    @Tag("standalone") // as the mirror
    @Test
    void articlesCanBeHadAsTheyWereAtAPosition() throws IOException {
        Post post = Post.in(word).body("Morning of " + word + ".\n");
        long position = site.publish(post).expect(201).json().path("position").asLong();
        site.publish(post.body("Evening of " + word + ".\n")).expect(200);
        site.withdraw(post.fileName().replace(".md", "")).expect(200);

        exported("--as", "ndjson", "--at", Long.toString(position));

        assertThat(Files.readString(folder.resolve("articles.ndjson")))
                .contains("Morning of " + word)
                .doesNotContain("Evening of " + word);
        exported("--as", "ndjson");
        assertThat(Files.readString(folder.resolve("articles.ndjson"))).doesNotContain("Morning of " + word);
        assertThat(problem("export", folder.toString(), "--as", "ndjson", "--at", "900000000"))
                .contains("--at must not be more than the log's last position");
        assertThat(problem("export", folder.toString())).contains("has an export of another form (ndjson)");
        for (String command : List.of("export", "mirror")) {
            assertThat(problem(command, "/proc/x")).contains("nothing can be written at /proc/x");
        }
    }

    /** Whatever it was that came in, by whatever way. */
    @Tag("standalone") // as the mirror
    @ParameterizedTest
    @ValueSource(strings = {"jekyll", "hugo", "ndjson"})
    void theSourcesGoInAgainUnchanged(String form) throws IOException {
        site.publish(Post.in(word)
                        .with(
                                "redirect_from",
                                "[/%s/%s/old, \"http://localhost:8080/%s/%s/older\"]".formatted(word, form, word, form))
                        .with("subtitle", "\"A <b>bold</b> & \u00fc one\"")
                        .with("author", "{name: Ann, mail: ann@example.org}")
                        .with("image", "{path: /a.jpg, height: 480}")
                        .body("See {{ page.title }} and `{{ site.nothing }}`.\n{: .note}\n"))
                .expect(201);
        site.publish(Post.in(word).with("published", "false").without("date")).expect(201);
        site.publish(Post.in(word).with("layout", "page").titled("Tom &amp; Jerry <3"))
                .expect(201);
        site.publisher("POST", "/api/articles")
                .body(
                        "application/json",
                        "{\"title\": \"%s\", \"body\": \"Without a name.\", \"lang\": \"en\", \"translationKey\": \"%s\"}"
                                .formatted(word, form))
                .waiting()
                .send()
                .expect(201);

        assertThat(exported("--as", form)).containsPattern("[0-9,]+ articles in [0-9,]+ files");
        assertThat(exported("--as", form)).contains(": 0 written, 0 removed");

        String imported = run(
                "import",
                "--settings",
                "never",
                "--url",
                site.address().toString(),
                "--key",
                site.key(),
                folder.toString());
        assertThat(imported)
                .containsPattern("[0-9]+ unchanged\n")
                .doesNotContain("published", "revised", "drafted", "Refused");
    }

    private static String address(String file) {
        return Stream.of(file.replaceFirst("(^|/)index\\.html$", "$1").split("/", -1))
                .map(segment ->
                        URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/", "/", ""));
    }

    private static Map<String, String> files(Path of) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(of)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(of.relativize(file).toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        files.keySet().removeIf(name -> name.startsWith(".dibao-export"));
        return files;
    }

    /** Not the files as they are: a failure that printed all of them would be of no use. */
    private static List<String> differences(Map<String, String> mirrored, Map<String, String> exported) {
        return Stream.concat(mirrored.keySet().stream(), exported.keySet().stream())
                .distinct()
                .sorted()
                .filter(name -> !Objects.equals(mirrored.get(name), exported.get(name)))
                .map(name -> difference(name, mirrored.get(name), exported.get(name)))
                .toList();
    }

    private static String difference(String name, @Nullable String mirrored, @Nullable String exported) {
        if (mirrored == null || exported == null) {
            return name + (mirrored == null ? " is not in the mirror" : " is in the mirror alone");
        }
        int at = Arrays.mismatch(mirrored.toCharArray(), exported.toCharArray());
        return "%s has <%s> in the mirror, <%s> in the export"
                .formatted(name, excerpt(mirrored, at), excerpt(exported, at));
    }

    private static String excerpt(String text, int at) {
        return text.substring(Math.max(0, at - 40), Math.min(text.length(), at + 80));
    }

    private Set<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** What else is on the shared site may have no equal as a file; that is told, and makes the command end with a failure. */
    private String exported(String... options) {
        List<String> command = new ArrayList<>(
                List.of("export", folder.toString(), "--url", site.address().toString(), "--key", site.key()));
        command.addAll(List.of(options));
        return run(command.toArray(String[]::new));
    }

    private String problem(String... command) {
        StringWriter err = new StringWriter();
        List<String> all = new ArrayList<>(List.of(command));
        if (command[0].equals("export")) {
            all.addAll(List.of("--url", site.address().toString(), "--key", site.key()));
        } else {
            all.add(1, site.address().toString());
        }
        assertThat(Dibao.commandLine()
                        .setOut(new PrintWriter(new StringWriter(), true))
                        .setErr(new PrintWriter(err, true))
                        .execute(all.toArray(String[]::new)))
                .isEqualTo(2);
        return err.toString();
    }

    private static String run(String... command) {
        StringWriter out = new StringWriter();
        run(new PrintWriter(out, true), command);
        return out.toString();
    }

    private static void run(PrintWriter out, String... command) {
        Dibao.commandLine()
                .setOut(out)
                .setErr(new PrintWriter(new StringWriter(), true))
                .execute(command);
    }
}
