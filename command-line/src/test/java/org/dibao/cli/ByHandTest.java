package org.dibao.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** The commands about single articles and the site. */
@Timeout(30)
class ByHandTest {
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "withdraw a b              | DELETE /api/articles/a; DELETE /api/articles/b",
                "withdraw 2026-11-24-x.md  | DELETE /api/articles/2026-11-24-x",
                "restore a                 | POST /api/articles/a/restore",
                "restore a --revision 2    | POST /api/articles/a/restore?revision=2",
                "move a /river/ferry.html  | PATCH /api/articles/a {\"permalink\":\"/river/ferry.html\"}",
                "set a title=Gates excerpt= | PATCH /api/articles/a {\"title\":\"Gates\",\"excerpt\":null}",
                "move a                    | PATCH /api/articles/a?address=anew {\"permalink\":null}",
                "site set title=Gazette    | GET /api/site; PATCH /api/site {\"title\":\"Gazette\"}",
                "site set feed.size=50 look.indent=true menu= | GET /api/site; PATCH /api/site {\"feed\":{\"size\":50},\"look\":{\"indent\":true},\"menu\":null}",
            })
    void whatTheServerIsAsked(String line, String requests) {
        Run run = run(200, "{\"position\":4,\"outcome\":\"revised\",\"path\":\"/a.html\"}", line.split(" "));
        assertThat(run.exit()).as(run.err()).isEqualTo(Exit.OK);
        assertThat(String.join("; ", asked)).isEqualTo(requests);
        assertThat(run.out()).startsWith("revised").contains("/a.html");
    }

    @Test
    void aRefusalIsShownWithItsReason() {
        Run run = run(
                412,
                "{\"title\":\"Precondition failed\",\"field\":\"If-Match\",\"detail\":\"the article is at revision 5, not 4\"}",
                "move",
                "a",
                "/b.html");
        assertThat(run.exit()).isEqualTo(Exit.REFUSED);
        assertThat(run.out()).startsWith("refused").contains("the article is at revision 5, not 4");
    }

    @Test
    void anArticleIsShownForPeopleAndItsTextForPrograms() {
        String article =
                "{\"id\":\"a\",\"title\":\"Gates open\",\"status\":\"live\",\"revision\":2,\"path\":\"/a.html\","
                        + "\"tags\":[\"river\",\"gates\"],\"source\":{\"format\":\"markdown\",\"text\":\"The *gates*.\"}}";
        assertThat(run(200, article, "show", "a").out())
                .contains("title      Gates open")
                .contains("tags       river, gates")
                .doesNotContain("The *gates*");
        assertThat(run(200, article, "show", "a", "--body").out()).isEqualTo("The *gates*.");
        assertThat(run(200, article, "open", "a", "--print").out()).endsWith("/a.html\n");
        assertThat(run(200, article.replace("live", "draft"), "open", "a", "--print")
                        .err())
                .contains("its status is draft");
    }

    @Test
    void aScheduledArticleIsSaidToBeSoWithItsTime() {
        Run run = run(
                200,
                "{\"position\":4,\"outcome\":\"scheduled\",\"scheduledFor\":\"2026-12-05T00:00:00Z\"}",
                "restore",
                "a");
        assertThat(run.out())
                .isEqualTo("scheduled  a  to be published at 2026-12-05 00:00:00 +00:00; preview: dibao preview ID\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "scheduled | to be published at 2026-12-05 08:00:00 +08:00; preview: dibao preview bell",
                "unchanged | to be published at 2026-12-05 08:00:00 +08:00; preview: dibao preview bell",
                "withdrawn | off the site: it was live, and its time lies ahead now; it comes back at 2026-12-05 08:00:00 +08:00; preview: dibao preview bell",
            })
    void whatReadersDoNotSeeYetIsSaidToBeSoInTheSitesTime(String outcome, String told) {
        try (var server = new SmallServer(
                "/",
                exchange -> SmallServer.answer(
                        exchange,
                        200,
                        "application/json",
                        exchange.getRequestURI().getPath().equals("/api/site")
                                ? "{\"timeZone\":\"Asia/Shanghai\"}"
                                : exchange.getRequestMethod().equals("GET")
                                        ? "{\"id\":\"bell\",\"status\":\"scheduled\",\"publishAt\":\"2026-12-05T00:00:00Z\"}"
                                        : "{\"article\":\"bell\",\"outcome\":\"" + outcome
                                                + "\",\"scheduledFor\":\"2026-12-05T00:00:00Z\"}"))) {
            assertThat(Run.dibao("set", "bell", "title=Bell", "--url", server.url(), "--key", "k")
                            .out())
                    .isEqualTo("%-10s bell  %s%n".formatted(outcome, told));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/2026/harbour%20lights/, harbour",
        "https://news.example/2026/harbour%20lights/, harbour",
        "/2026/bell.html, bell",
    })
    void anArticleMayBeNamedByItsAddress(String address, String id) {
        try (var server = new SmallServer("/", exchange -> {
            String uri = exchange.getRequestURI().toString();
            asked.add(uri);
            SmallServer.answer(exchange, 200, "application/json", found(uri));
        })) {
            Run.dibao("show", address, "--url", server.url(), "--key", "k");
            assertThat(asked.getLast()).isEqualTo("/api/articles/" + id);
            assertThat(Run.dibao("show", "/nowhere/", "--url", server.url(), "--key", "k")
                            .err())
                    .contains("No article is at /nowhere/.", "dibao list");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "show /old%20town/ferry.html,                   GET /api/articles/ferry",
        "history https://news.example/?p=123,           GET /api/articles/ferry/revisions",
        "withdraw /old%20town/ferry.html,               DELETE /api/articles/ferry",
        "move /old%20town/ferry.html /a.html,           PATCH /api/articles/ferry",
        "open --print /old%20town/ferry.html,           GET /api/articles/ferry",
    })
    void anAddressThatLeadsToAnArticleNamesItAndItIsSaidWhereThatIs(String line, String request) {
        try (var server = new SmallServer("/", exchange -> {
            String uri = exchange.getRequestURI().toString();
            asked.add(exchange.getRequestMethod() + " " + uri);
            boolean moved = List.of("/old%20town/ferry.html", "/?p=123").contains(uri);
            exchange.getResponseHeaders().set("Location", "/river/ferry%20two.html");
            SmallServer.answer(exchange, moved ? 301 : 200, "application/json", moved ? "" : atItsNewPath(uri));
        })) {
            Run run = Run.dibao((line + " --url " + server.url() + " --key k").split(" "));

            assertThat(run.exit()).as(run.err()).isEqualTo(Exit.OK);
            assertThat(asked).contains(request);
            assertThat(run.err())
                    .contains(" leads to " + server.url() + "/river/ferry%20two.html, where the article is now.");
        }
    }

    private static String atItsNewPath(String uri) {
        return uri.equals("/api/articles?path=%2Friver%2Fferry+two.html")
                ? "{\"articles\":[{\"id\":\"ferry\",\"path\":\"/river/ferry two.html\"}]}"
                : "{\"articles\":[],\"status\":\"live\"}";
    }

    private static String found(String uri) {
        return switch (uri) {
            case "/api/articles?path=%2F2026%2Fharbour+lights%2F" ->
                "{\"articles\":[{\"id\":\"harbour\",\"path\":\"/2026/harbour lights/\"}]}";
            case "/api/articles?path=%2Fnowhere%2F" -> // of a release that does not know the parameter
                "{\"articles\":[{\"id\":\"newest\",\"path\":\"/newest.html\"}]}";
            default ->
                uri.contains("status=draft") ? "{\"articles\":[{\"id\":\"bell\",\"path\":\"/2026/bell.html\"}]}" : "{}";
        };
    }

    @Test
    void whatThereIsNotIsToldWithWhereToLook() {
        assertThat(run(404, "{\"detail\":\"there is no article a\"}", "show", "a")
                        .err())
                .isEqualTo("dibao: there is no article a: \"dibao list\" shows the articles with their ids.\n");
        assertThat(run(
                                404,
                                "{\"detail\":\"there is no revision 9 of article a: \\\"dibao history a\\\" shows which there are\"}",
                                "restore",
                                "a",
                                "--revision",
                                "9")
                        .out())
                .isEqualTo(
                        "refused    a  there is no revision 9 of article a: \"dibao history a\" shows which there are\n");
    }

    @Test
    void anEditedFileIsThePatchThatItsChangesAre() {
        ObjectNode before = LenientJson.read(
                        "{\"title\":\"Gates: <open>\",\"tags\":[\"river\"],\"extra\":{\"a\":1.5},\"format\":\"markdown\",\"body\":\"The *gates*.\"}")
                .asObject();
        String file = EditCommand.file(before);
        assertThat(MergePatch.difference(before, EditCommand.submission(file, before)))
                .isEmpty();
        String edited = file.replace("<open>", "shut")
                .replace("tags:", "image: /a.jpg\n#")
                .replace("The *", "All *");
        assertThat(MergePatch.difference(before, EditCommand.submission(edited, before)))
                .hasToString(
                        "{\"tags\":null,\"title\":\"Gates: shut\",\"image\":\"/a.jpg\",\"body\":\"All *gates*.\"}");
        assertThatThrownBy(() -> EditCommand.submission("no front matter", before))
                .hasMessageContaining("front matter");
    }

    @Test
    void whatIsEditedIsRefusedIfItHasChangedMeanwhileAndTheTextIsKept() throws IOException {
        try (var server = new SmallServer("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " "
                    + exchange.getRequestHeaders().getFirst("If-Match"));
            boolean reads = exchange.getRequestMethod().equals("GET");
            SmallServer.answer(
                    exchange,
                    reads ? 200 : 412,
                    "application/json",
                    reads ? "{\"revision\":7,\"title\":\"Gates\",\"body\":\"Open.\"}" : "{\"field\":\"If-Match\"}");
        })) {
            Run run = Run.dibao("edit", "a", "--editor", "sed -i s/Open/Shut/", "--url", server.url(), "--key", "k");

            assertThat(run.exit()).isEqualTo(Exit.REFUSED);
            assertThat(run.out()).contains("somebody else has changed it meanwhile", "dibao history a");
            assertThat(asked).endsWith("PATCH \"7\"");
            Path kept = Path.of(run.err().replaceFirst("(?s)Your text is in (.*)\\.\\n", "$1"));
            assertThat(kept).content().contains("Shut.");
            Files.delete(kept);
        }
    }

    @Test
    void aPreviewIsALinkToWhereTheCommandWasSentAndNothingElse() {
        try (var server = new SmallServer("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            SmallServer.answer(
                    exchange,
                    200,
                    "application/json",
                    "{\"url\":\"https://river.example/desk/preview/a%20c\",\"expiresAt\":\"2026-12-05T00:00:00Z\"}");
        })) {
            Run run = Run.dibao("preview", "2026-11-24-x.md", "--url", server.url(), "--key", "k");

            assertThat(asked).containsExactly("POST /api/articles/2026-11-24-x/preview", "GET /api/site");
            assertThat(run.out()).isEqualTo(server.url() + "/desk/preview/a%20c\n");
            assertThat(run.err())
                    .contains(
                            "2026-12-05 00:00:00 +00:00",
                            "At the site's address: https://river.example/desk/preview/a%20c");
        }
    }

    @Test
    void whatIsScheduledIsListedInTheSitesTime() {
        try (var server = new SmallServer("/", exchange -> {
            String uri = exchange.getRequestURI().toString();
            asked.add(uri);
            SmallServer.answer(
                    exchange,
                    200,
                    "application/json",
                    uri.equals("/api/site")
                            ? "{\"timeZone\":\"Asia/Shanghai\"}"
                            : uri.contains("after=")
                                    ? "{\"articles\":[{\"id\":\"second-one\",\"title\":\"B\",\"publishAt\":\"2026-12-02T00:00:00Z\"}]}"
                                    : "{\"articles\":[{\"id\":\"first\",\"title\":\"A\",\"publishAt\":\"2026-12-01T16:30:00Z\"}],\"next\":\"x1\"}");
        })) {
            Run run = Run.dibao("list", "--scheduled", "--url", server.url(), "--key", "k");
            assertThat(run.out().lines())
                    .containsExactly(
                            "TO BE PUBLISHED             ID          TITLE",
                            "2026-12-02 00:30:00 +08:00  first       A",
                            "2026-12-02 08:00:00 +08:00  second-one  B");
            assertThat(asked)
                    .containsExactly(
                            "/api/articles?limit=50&status=scheduled",
                            "/api/articles?limit=49&status=scheduled&after=x1",
                            "/api/site");
            assertThat(Run.dibao("list", "--scheduled", "--json", "--url", server.url(), "--key", "k")
                            .out())
                    .contains("\"first\"", "\"second-one\"");
        }
    }

    @Test
    void aLongIdMakesNoOtherLineLonger() {
        String longId = "a-title-of-an-article-that-says-everything-there-is-to-say";
        Run run = run(
                200,
                "{\"articles\":[{\"id\":\"" + longId + "\",\"title\":\"A\"},{\"id\":\"b\",\"title\":\"B\"}]}",
                "list");

        assertThat(run.out().lines().map(String::strip)).contains(longId + "  A", "b" + " ".repeat(41) + "B");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "list             | GET /api/articles?limit=50                  | There are no articles.",
                "list --drafts    | GET /api/articles?limit=50&status=draft     | There are no drafts.",
                "list --withdrawn | GET /api/articles?limit=50&status=withdrawn | Nothing is withdrawn.",
            })
    void anEmptyListSaysSo(String line, String request, String text) {
        Run run = run(200, "{\"articles\":[]}", line.split(" "));
        assertThat(run.exit()).as(run.err()).isEqualTo(Exit.OK);
        assertThat(asked).containsExactly(request);
        assertThat(run.out()).isEqualTo(text + "\n");
    }

    @Test
    void allPagesOfAHistoryAreShown() {
        try (var server = new SmallServer("/", exchange -> {
            String query = exchange.getRequestURI().getQuery();
            asked.add(exchange.getRequestURI().getPath() + " " + query);
            SmallServer.answer(
                    exchange,
                    200,
                    "application/json",
                    query == null
                            ? "{\"revisions\":[{\"revision\":2,\"outcome\":\"withdrawn\",\"at\":\"2026-01-02T00:00:00Z\",\"by\":\"ann\"}],\"before\":2}"
                            : "{\"revisions\":[{\"revision\":1,\"outcome\":\"published\",\"at\":\"2026-01-01T00:00:00Z\",\"by\":\"bo\"}]}");
        })) {
            Run run = Run.dibao("history", "a", "--url", server.url(), "--key", "k");
            assertThat(run.out().lines()).hasSize(2);
            assertThat(run.out())
                    .contains("2026-01-02 00:00:00 +00:00  withdrawn")
                    .contains("2026-01-01 00:00:00 +00:00  published");
            assertThat(asked)
                    .containsExactly(
                            "/api/articles/a/revisions null", "/api/site null", "/api/articles/a/revisions before=2");
        }
    }

    /** {@code b} has an address that {@code a} gives up; {@code c} cannot move. */
    @Test
    void allArticlesMoveWhenTold() {
        Set<String> moved = ConcurrentHashMap.newKeySet();
        try (var server = new SmallServer("/", exchange -> {
            String method = exchange.getRequestMethod();
            String path = exchange.getRequestURI().getPath();
            String id = path.substring(path.lastIndexOf('/') + 1);
            if (method.equals("PATCH") && id.equals("site")) {
                SmallServer.answer(exchange, 200, "application/json", "{\"outcome\":\"site-changed\"}");
            } else if (method.equals("PATCH")) {
                assertThat(exchange.getRequestURI().getQuery()).isEqualTo("address=anew");
                if (id.equals("c") || id.equals("b") && !moved.contains("a")) {
                    String problem = "{\"title\":\"Conflict\",\"detail\":\"its path belongs to another article\"}";
                    SmallServer.answer(exchange, 409, "application/problem+json", problem);
                } else {
                    moved.add(id);
                    SmallServer.answer(
                            exchange,
                            200,
                            "application/json",
                            switch (id) {
                                case "d" -> "{\"outcome\":\"scheduled\"}";
                                case "e" -> "{\"outcome\":\"revised\"}";
                                default -> "{\"outcome\":\"moved\"}";
                            });
                }
            } else {
                String query = String.valueOf(exchange.getRequestURI().getQuery());
                SmallServer.answer(exchange, 200, "application/json", page(query));
            }
        })) {
            Run run = Run.dibao(
                    "site", "set", "permalink=pretty", "--move-articles", "--url", server.url(), "--key", "k");
            assertThat(moved).containsExactlyInAnyOrder("a", "b", "d", "e");
            assertThat(run.out())
                    .contains("changed", "c  its path belongs to another article")
                    .contains(
                            "3 of 5 articles were moved",
                            "1 has another date",
                            "1 was refused: mend what is said above");
            assertThat(run.exit()).isEqualTo(Exit.REFUSED);
        }
    }

    private static String page(String query) {
        return query.contains("status=scheduled")
                ? "{\"articles\":[{\"id\":\"d\",\"publishAt\":\"2030-01-01T00:00:00Z\"}]}"
                : query.contains("after=")
                        ? "{\"articles\":[{\"id\":\"c\",\"path\":\"/c.html\",\"date\":\"2026-01-01T00:00+08:00\"},"
                                + "{\"id\":\"e\",\"path\":\"/e.html\",\"date\":\"2026-01-01T00:00+08:00\"}]}"
                        : "{\"articles\":[{\"id\":\"a\",\"path\":\"/a.html\",\"date\":\"2026-01-01T00:00+08:00\"},"
                                + "{\"id\":\"b\",\"path\":\"/b.html\",\"date\":\"2026-01-01T00:00+08:00\"}],\"next\":\"x\"}";
    }

    @Test
    void aDryRunTellsAnotherDateFromAnotherAddressAndFromAnotherWayToWriteADate() {
        try (var server = new SmallServer("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            String date = path.contains("/b/") ? "2026-01-01T00:00:00Z" : "2025-12-31T16:00:00Z";
            SmallServer.answer(
                    exchange,
                    200,
                    "application/json",
                    path.endsWith("/address")
                            ? "{\"path\":\"" + (path.contains("/a/") ? "/new/" : "/" + path.split("/")[3] + ".html")
                                    + "\",\"date\":\"" + date + "\"}"
                            : page(String.valueOf(exchange.getRequestURI().getQuery())));
        })) {
            Run run = Run.dibao("site", "set", "timeZone=UTC", "--dry-run", "--url", server.url(), "--key", "k");

            assertThat(run.out().lines())
                    .containsExactly(
                            "a  /a.html -> /new/",
                            "b  2026-01-01T00:00+08:00 -> 2026-01-01T00:00:00Z",
                            "1 of 4 live articles would move. 1 would have another date at the same address."
                                    + " 2 would have the date that they have, written in the new time zone. Nothing was changed.");
        }
    }

    @Test
    void aDryRunSaysWhatWouldMoveAndChangesNothing() {
        Set<String> methods = ConcurrentHashMap.newKeySet();
        try (var server = new SmallServer("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            methods.add(exchange.getRequestMethod() + " " + path.replaceFirst("/articles/.", "/articles/x"));
            String to = path.contains("/a/") ? "/a/" : path.contains("/e/") ? "/e.html" : "/b.html";
            boolean asks = path.endsWith("/address");
            SmallServer.answer(
                    exchange,
                    asks && path.contains("/c/") ? 422 : 200,
                    "application/json",
                    asks
                            ? "{\"detail\":\"no address\",\"path\":\"" + to
                                    + "\",\"date\":\"2026-01-01T00:00:00+08:00\"}"
                            : page(String.valueOf(exchange.getRequestURI().getQuery())));
        })) {
            Run run = Run.dibao("site", "set", "permalink=pretty", "--dry-run", "--url", server.url(), "--key", "k");
            assertThat(run.exit()).as(run.err()).isEqualTo(Exit.OK);
            assertThat(run.out().lines())
                    .containsExactly(
                            "a  /a.html -> /a/",
                            "c  no address",
                            "1 of 4 live articles would move, 1 cannot. Nothing was changed.");
            assertThat(methods).containsExactlyInAnyOrder("GET /api/articles", "POST /api/articles/x/address");
        }
    }

    @Test
    void oneSettingIsPrintedBare() {
        String site = "{\"title\":\"Gazette\",\"feed\":{\"size\":50}}";
        assertThat(run(200, site, "site", "get", "title").out()).isEqualTo("Gazette\n");
        assertThat(run(200, site, "site", "get", "feed.size").out()).isEqualTo("50\n");
        assertThat(run(200, site, "site", "get").out()).contains("\"title\" : \"Gazette\"");
        assertThat(run(200, site, "site", "get", "logo").err()).contains("logo has no value");
    }

    @ParameterizedTest
    @CsvSource({"site-changed, changed", "unchanged, unchanged"})
    void whatChangedInTheSettingsIsToldOneByOne(String outcome, String told) {
        String before = "{\"title\":\"Old\",\"feed\":{\"size\":20},\"logo\":\"/l.svg\",\"language\":\"en\"}";
        String after = "{\"title\":\"New\",\"feed\":{\"size\":20},\"language\":\"en\",\"files\":{\"ads.txt\":\"%s\"}}"
                .formatted("a\\n".repeat(99));
        try (var server = new SmallServer("/api/site", exchange -> {
            boolean reads = exchange.getRequestMethod().equals("GET");
            String settings = asked.contains("PATCH") ? after : before;
            asked.add(exchange.getRequestMethod());
            SmallServer.answer(
                    exchange, 200, "application/json", reads ? settings : "{\"outcome\":\"" + outcome + "\"}");
        })) {
            String line = "site set title=New feed.size=20 logo= look.accent= files.ads.txt=a";
            Run run = Run.dibao((line + " --url " + server.url() + " --key k").split(" "));
            assertThat(run.out().lines())
                    .containsExactly(
                            "%-10s the site's settings".formatted(told),
                            "  title: \"Old\" → \"New\"",
                            "  feed.size: 20 (unchanged)",
                            "  logo: \"/l.svg\" → default",
                            "  look.accent: default (unchanged)",
                            "  files.ads.txt: default → \"" + "a\\n".repeat(26) + "a…");
            asked.clear();
            assertThat(Run.dibao((line + " --json --url " + server.url() + " --key k").split(" "))
                            .out()
                            .lines())
                    .hasSize(1);
        }
    }

    @Test
    void anEditSendsWhatHasChangedAndNothingElse() {
        var before = LenientJson.read(
                "{\"title\":\"A\",\"feed\":{\"size\":5,\"content\":\"full\"},\"logo\":\"/x\",\"tags\":{\"a\":1}}");
        var after = LenientJson.read(
                "{\"title\":\"A\",\"feed\":{\"size\":6,\"content\":\"full\"},\"tags\":{\"a\":1},\"menu\":[]}");
        assertThat(MergePatch.difference(before, after))
                .hasToString("{\"logo\":null,\"feed\":{\"size\":6},\"menu\":[]}");
        assertThat(MergePatch.difference(before, before)).isEmpty();
    }

    @Test
    void aSettingWithoutAValueIsAMistakeInTheCommandLine() {
        assertThatThrownBy(() -> MergePatch.of(List.of("title")))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("title=");
    }

    private Run run(int status, String answer, String... args) {
        asked.clear();
        try (var server = new SmallServer("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add((exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body).strip());
            SmallServer.answer(exchange, status, "application/json", answer);
        })) {
            List<String> all = new ArrayList<>(List.of(args));
            all.addAll(List.of("--url", server.url(), "--key", "k"));
            return Run.dibao(all.toArray(String[]::new));
        }
    }

    @Test
    void aFileOfTheSiteKeepsTheDotsOfItsNameAndItsLines(@TempDir Path folder) throws IOException {
        Path ads = Files.writeString(folder.resolve("ads.txt"), "a, 1\nb, 2\n");
        assertThat(MergePatch.of(List.of("files.ads.txt=@" + ads, "files.1.txt=1", "files.b.txt="))
                        .toString())
                .isEqualTo("{\"files\":{\"ads.txt\":\"a, 1\\nb, 2\\n\",\"1.txt\":\"1\",\"b.txt\":null}}");
        assertThatThrownBy(() -> MergePatch.of(List.of("files.a.txt=@" + folder.resolve("none"))))
                .hasMessageContaining("Cannot read the file");
    }
}
