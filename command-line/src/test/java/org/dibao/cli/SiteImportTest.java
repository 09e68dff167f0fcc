package org.dibao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A whole Jekyll site: its settings first, then what becomes an article. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SiteImportTest extends ImportedSite {
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, String> sent = Collections.synchronizedMap(new LinkedHashMap<>());
    private String settings = "{\"title\":\"Dibao\",\"permalink\":\"date\"}";
    private String articles = "{\"articles\":[]}";
    private int refuse;
    private boolean dry;
    private String events = "";
    private String refused = "";
    private String links = "";

    @BeforeEach
    void aSite() throws IOException {
        write("_config.yml", """
                title: River Gazette
                url: https://river.example/
                lang: en
                timezone: Europe/London
                permalink: /:year/:title.html
                paginate: 15
                plugins: [jekyll-feed]
                navs: [{label: About, href: /about}, {label: Bad, href: "javascript:x"}]
                """);
        write("CNAME", "old.river.example\n");
        write("ads.txt", "example.com, 1, DIRECT\n");
        write(
                "about.md",
                "---\ntitle: About\nlayout: default\n---\n{% for p in site.posts %}{{ p.title }}{% endfor %}"
                        + "x ".repeat(500));
        write("_posts/2026-01-02-b.md", "---\ntitle: B\ntags: x y\n---\n");
        write("_posts/2026-01-01-a.md", "---\n---\n");
        write("img/a.png", "x");
    }

    @Test
    void settingsComeBeforeTheArticlesAndPagesBeforeThePosts() throws Exception {
        Run run = imported();

        assertThat(run.exit()).as(run.err()).isEqualTo(Exit.OK);
        assertThat(calls).last().isEqualTo("POST /api/imports");
        String patch = patch();
        assertThat(patch)
                .startsWith("PATCH /api/site ")
                .contains(
                        "\"title\":\"River Gazette\"",
                        "\"baseUrl\":\"https://river.example\"",
                        "\"formerHosts\":[\"old.river.example\"]",
                        "\"language\":\"en\"",
                        "\"timeZone\":\"Europe/London\"",
                        "\"permalink\":\"/:year/:title.html\"",
                        "\"pageSize\":15",
                        "\"jekyllIdsBefore\":\"20",
                        "\"menu\":[{\"title\":\"About\",\"href\":\"/about\"}]",
                        "\"files\":{\"ads.txt\":\"example.com, 1, DIRECT\\n\"}");
        assertThat(sent.keySet())
                .containsExactlyInAnyOrder(
                        "_data/dibao-site.json",
                        "_config.yml",
                        "about.md",
                        "_posts/2026-01-01-a.md",
                        "_posts/2026-01-02-b.md");
        assertThat(List.copyOf(sent.keySet()).indexOf("about.md")).isEqualTo(2);
        assertThat(sent.get("about.md"))
                .contains("layout: default\nlayout: \"page\"\npermalink: \"/about\"\n---\n{% for");
        assertThat(LenientJson.read(sent.get("_data/dibao-site.json"))
                        .path("posts")
                        .toString())
                .startsWith("[{\"title\":\"B\",\"tags\":[\"x\",\"y\"]")
                .contains("\"title\":\"A\"", "\"date\":\"2026-01-01\"", "\"url\":\"/articles/2026-01-01-a\"");
        assertThat(run.err()).contains("1 file published", "others 1");
        assertThat(calls).contains("PUT /api/assets/img/a.png");
    }

    @Test
    void aSiteWithArticlesKeepsItsSettingsAndIsToldWhatDiffers() throws Exception {
        articles = "{\"articles\":[{\"id\":\"a\"}]}";

        Run run = imported();

        assertThat(calls).noneMatch(call -> call.startsWith("PATCH")).last().isEqualTo("POST /api/imports");
        assertThat(run.err()).contains("were not given to it", "permalink: /:year/:title.html", "--move-articles");

        calls.clear();
        imported("--settings", "always");

        assertThat(calls).anyMatch(call -> call.startsWith("PATCH"));
    }

    @Test
    void theDatesOfASiteAreReadInItsOwnZoneAlsoWhereAnotherOneIsSet() throws Exception {
        articles = "{\"articles\":[{\"id\":\"a\"}]}";
        settings = "{\"title\":\"Dibao\",\"permalink\":\"date\",\"timeZone\":\"America/Los_Angeles\"}";
        write("_posts/2026-01-02-b.md", "---\ntitle: B\ndate: 2026-01-02 03:00:00\n---\n");

        Run run = imported();

        assertThat(run.err()).contains("Its dates are read in its own time zone, Europe/London, all the same.");
        assertThat(sent.get("_posts/2026-01-02-b.md"))
                .contains("date: \"2026-01-02 03:00:00 +0000\"", "permalink: \"/_posts/2026-01-02-b\"");
        assertThat(sent.get("_posts/2026-01-01-a.md")).doesNotContain("date:");
    }

    @Test
    void settingsThatAreThereAlreadyAreNotGivenAgain() throws Exception {
        imported();
        String patch = patch().substring("PATCH /api/site ".length());
        settings = patch.replaceFirst("\"jekyllIdsBefore\":\"[^\"]*\"", "\"jekyllIdsBefore\":\"2020-01-01\"");
        calls.clear();

        Run run = imported("--settings", "always");

        assertThat(calls).noneMatch(call -> call.startsWith("PATCH"));
        assertThat(run.err()).doesNotContain("settings, from");
    }

    @Test
    void oneSettingThatIsRefusedDoesNotKeepTheOthersAway() throws Exception {
        refuse = 1;

        Run run = imported();

        List<String> patches =
                calls.stream().filter(call -> call.startsWith("PATCH")).toList();
        assertThat(patches).hasSize(2);
        assertThat(patches.getLast()).contains("timeZone").doesNotContain("permalink");
        assertThat(run.err()).contains("Refused as settings:", "permalink: no");
        assertThat(calls).last().isEqualTo("POST /api/imports");
    }

    @Test
    void aDryRunChangesNothingAndTellsTheLinksThatTheMoveWouldBreak() throws Exception {
        write("old.html", "---\ntitle: Old\n---\n");
        links =
                "\"/img/a.png\", \"/about\", \"/nowhere.html\", \"https://river.example/nor-here\", \"https://other.example/x\"";
        Path report = folder.resolveSibling(folder.getFileName() + ".html");

        Run run = imported("--dry-run", "--report", report.toString());

        assertThat(calls)
                .noneMatch(call -> call.startsWith("PATCH"))
                .filteredOn(call -> call.startsWith("POST"))
                .containsExactly(
                        "POST /api/imports?dry-run=true&permalink=%2F%3Ayear%2F%3Atitle.html&timeZone=Europe%2FLondon");
        assertThat(run.exit()).as(run.err()).isEqualTo(Exit.OK);
        assertThat(run.out())
                .contains("Nothing was changed. Of 4 articles: 4 new")
                .contains("Of 17 links within the site, 8 lead nowhere as they did before, and 0 would by the move.");
        assertThat(Files.readString(report))
                .contains("Links that lead nowhere as they did before: 8 of 17, to these addresses (2)", "/nor-here")
                .doesNotContain("other.example");
    }

    @Test
    void aMenuEntryThatLeadsNowhereIsALinkThatDoes() throws Exception {
        write("_config.yml", "permalink: /:year/:title.html\nnavs: [{label: Gone, href: /gone.html}]\n");
        Path report = folder.resolveSibling(folder.getFileName() + ".html");

        Run run = imported("--dry-run", "--report", report.toString());

        assertThat(run.out())
                .contains("Of 1 link within the site, 1 leads nowhere as it did before, and 0 would by the move.");
        assertThat(run.err()).contains("menu: 1 entry");
        assertThat(Files.readString(report)).contains("/gone.html in the menu");
    }

    @Test
    void aDryRunTellsWhichArticlesWantAnAddressThatAnotherOneHas() throws Exception {
        events = "{\"article\": \"before\", \"path\": \"/about\"}";
        write("_posts/2026-01-02-a.md", "---\ntitle: A\n---\n");
        write("_posts/2026-01-02-a.html", "---\ntitle: A\n---\n");

        Run run = imported("--dry-run");

        assertThat(run.exit()).isEqualTo(Exit.REFUSED);
        assertThat(run.out())
                .contains("Of 5 articles: 3 new, 2 refused")
                .contains("about.md: the site has article before at /about")
                .contains("_posts/2026-01-02-a.md: _posts/2026-01-02-a.html wants /_posts/2026-01-02-a too");
    }

    @Test
    void whatIsNoPostAndWhatIsRefusedIsNamed() throws Exception {
        write("_posts/undated.md", "---\ntitle: U\n---\n");
        refused = "about.md";

        Run run = imported("--dry-run");

        assertThat(run.err()).contains("left out, no post: its name does not begin with a date: 1 (_posts/undated.md)");
        assertThat(run.out()).contains("1 refused", "Refused:%n  about.md: it is not about anything".formatted());
    }

    @Test
    void afterwardsTheServerIsAskedForEachLink() throws Exception {
        links = "\"/there?x=1#y\", \"/gone\"";

        Run run = imported("--report", folder.resolveSibling("r.html").toString());

        assertThat(calls).contains("HEAD /there", "HEAD /gone");
        assertThat(run.out()).contains("Of 7 links within the site, 3 lead nowhere as they did before, and 0 would");
    }

    @Test
    void redirectsBelongToTheArticlesToWhichTheyLead() throws Exception {
        write(
                "_redirects",
                "/old-about /about 301 # moved\n/store id=5 x=%20 /about 301\n/b id=:id /about\n/a/* /about\n/x https://other.example/\n/y /b.html 200\n");

        Run run = imported();

        assertThat(run.exit()).isEqualTo(Exit.OK);
        assertThat(sent.get("about.md")).contains("redirect_from: [\"/old-about\", \"/store?id=5&x=%20\"]");

        run = imported("--dry-run");

        assertThat(run.out()).contains("/a/* /about: a pattern", "leads to no article", "no redirect");
    }

    @Test
    void whatBeganWithABaseRedirects() throws Exception {
        write("_config.yml", "baseurl: /blog/\npermalink: /:year/:title.html\n");
        links = "\"/blog/about\", \"/blog/img/a.png\", \"/blog/none\"";

        Run run = imported("--dry-run");

        assertThat(run.out()).contains("Of 9 links within the site, 3 lead nowhere as they did before, and 0 would");

        run = imported();

        assertThat(run.exit()).as(run.err()).isEqualTo(Exit.OK);
        assertThat(sent.get("about.md")).contains("redirect_from: [\"/blog/about\"]");
        assertThat(calls).contains("PUT /api/assets/img/a.png", "PUT /api/assets/blog/img/a.png");
    }

    @Test
    void aDryRunOfPostsAloneTellsWhatWouldComeOfThemAndWhatToGiveInstead() throws Exception {
        write("_drafts/idea.md", "---\ntitle: Idea\n---\n");
        events = "{\"article\": \"_posts/2026-01-01-a.md\", \"path\": \"/_posts/2026-01-01-a\"}";

        Run part = imported(folder.resolve("_posts"), "--dry-run");

        assertThat(part.exit()).as(part.err()).isEqualTo(Exit.OK);
        assertThat(part.err())
                .contains("Files in _posts: posts 2, drafts 0; left out: pages 0, others 0")
                .contains("The settings, pages and pictures of the site are in %s: give that folder to import them too."
                        .formatted(folder));
        assertThat(part.out())
                .contains("Nothing was changed. Of 2 articles: 1 new, 1 there already")
                .contains("What is there already becomes what its file says");

        Files.delete(folder.resolve("_config.yml"));
        refused = "_posts/2026-01-02-b.md";
        Run whole = imported("--dry-run");

        assertThat(whole.exit()).isEqualTo(Exit.REFUSED);
        assertThat(whole.err())
                .contains("Files in %s: posts 2, drafts 1; left out: pages 1, others 3".formatted(folder.getFileName()))
                .contains("Only articles are imported from a folder without _config.yml:"
                        + " with the site's own in it, its settings, pages and pictures are imported too.");
        assertThat(whole.out())
                .contains("Of 3 articles: 1 new, 1 refused, 1 there already")
                .contains("Refused:%n  _posts/2026-01-02-b.md: it is not about anything".formatted());
        assertThat(imported(folder.resolve("_posts")).err()).doesNotContain("Files in");
    }

    @Test
    void aKeyThatMayOnlyImportIsToldWhatCanBeRead() throws Exception {
        articles = "";

        Run run = imported(folder.resolve("_posts"), "--dry-run");

        assertThat(run.exit()).as(run.err()).isEqualTo(Exit.OK);
        assertThat(run.out()).contains("2 readable");
    }

    private String patch() {
        return calls.stream()
                .filter(call -> call.startsWith("PATCH"))
                .findFirst()
                .orElseThrow();
    }

    private Run imported(String... options) {
        return imported(folder, options);
    }

    private Run imported(Path from, String... options) {
        try (var server = new SmallServer("/", this::answer)) {
            List<String> command = new ArrayList<>(List.of("import", "--url", server.url(), "--key", "secret"));
            command.addAll(List.of(options));
            command.add(from.toString());
            return Run.dibao(command.toArray(String[]::new));
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String call =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        String query = exchange.getRequestURI().getRawQuery();
        boolean imports = call.startsWith("POST");
        dry = imports && query != null;
        boolean change = call.startsWith("PATCH");
        calls.add(change ? call + " " + new String(body, StandardCharsets.UTF_8) : dry ? call + "?" + query : call);
        switch (call) {
            case "GET /api/site" -> SmallServer.answer(exchange, 200, "application/json", settings);
            case "GET /api/events/page" ->
                SmallServer.answer(
                        exchange,
                        200,
                        "application/json",
                        "{\"events\":[" + events + "],\"cursor\":\"0-x\",\"more\":false}");
            case "GET /api/articles" ->
                SmallServer.answer(exchange, articles.isEmpty() ? 403 : 200, "application/json", articles);
            case "PATCH /api/site" -> {
                boolean refused = refuse-- > 0;
                SmallServer.answer(
                        exchange,
                        refused ? 422 : 200,
                        "application/json",
                        refused ? "{\"field\":\"permalink\",\"detail\":\"permalink: no\"}" : "{}");
            }
            case "PUT /api/assets/img/a.png", "PUT /api/assets/blog/img/a.png" ->
                SmallServer.answer(exchange, 201, "application/json", "{\"outcome\":\"published\"}");
            case "POST /api/imports" -> SmallServer.answer(exchange, 200, "application/x-ndjson", lines(body));
            default -> SmallServer.answer(exchange, call.matches(".*/(there|about)") ? 200 : 404, "text/html", "");
        }
    }

    private String lines(byte[] archive) throws IOException {
        StringBuilder lines = new StringBuilder();
        sent.clear();
        try (var tar =
                new TarArchiveInputStream(new GzipCompressorInputStream(new ByteArrayInputStream(archive)), "UTF-8")) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                sent.put(entry.getName(), new String(tar.readAllBytes(), StandardCharsets.UTF_8));
                if (!entry.getName().startsWith("_data") && !entry.getName().startsWith("_config")) {
                    lines.append(line(entry.getName()));
                }
            }
        }
        return lines.toString();
    }

    private String line(String name) {
        if (name.equals(refused)) {
            return "{\"name\":\"%s\",\"status\":422,\"problem\":{\"detail\":\"it is not about anything\"}}\n"
                    .formatted(name);
        }
        return dry
                ? "{\"name\":\"%s\",\"status\":200,\"outcome\":\"readable\",\"article\":\"%s\",\"path\":\"/%s\",\"links\":[%s]}\n"
                        .formatted(name, name, name.replaceFirst("\\.[a-z]+$", ""), links)
                : "{\"name\":\"%s\",\"status\":201,\"outcome\":\"published\"}\n".formatted(name);
    }
}
