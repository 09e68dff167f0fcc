package org.dibao.acceptance.chaos;

import static org.awaitility.Awaitility.await;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.dibao.acceptance.chaos.traffic.Reader;
import org.dibao.acceptance.chaos.truth.Finding;
import org.dibao.acceptance.chaos.truth.Model;
import org.dibao.acceptance.chaos.truth.PageState;
import org.dibao.acceptance.client.Answer;
import org.dibao.acceptance.client.Site;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads everything that there is to read, when nothing happens any more, and compares it with what must be there. */
final class SiteCheck {
    private static final Duration SEARCH = Duration.ofSeconds(10);
    private static final int IN_A_FEED = 20;
    private static final int REVISIONS = 100;

    private final Site site;
    private final Model model;
    private final List<Finding> findings = new ArrayList<>();

    private SiteCheck(Site site, Model model) {
        this.site = site;
        this.model = model;
    }

    static List<Finding> of(Site site, Model model, List<String> categories) {
        SiteCheck check = new SiteCheck(site, model);
        model.paths().forEach(check::page);
        model.revisions().forEach(check::article);
        categories.forEach(check::category);
        model.files().forEach(check::file);
        check.description();
        return check.findings;
    }

    private void page(String path) {
        Answer answer = site.get(path);
        PageState expected = model.page(path);
        same("page " + path, Objects.requireNonNullElse(Reader.state(answer), answer), expected);
    }

    private void article(String id, int revision) {
        Answer answer = site.getWithKey("/api/articles/" + id);
        String title = model.content(id).title();
        if (answer.status() != 200) {
            same("article " + id, answer.status(), 200);
            return;
        }
        same("title of " + id, answer.json().path("title").asString(""), title);
        same("revision of " + id, answer.header("ETag"), "\"" + revision + "\"");
        JsonNode revisions = site.getWithKey("/api/articles/" + id + "/revisions?limit=" + REVISIONS)
                .json()
                .path("revisions");
        same(
                "newest revision in the history of " + id,
                revisions.path(0).path("revision").asInt(-1),
                revision);
        same("revisions of " + id, revisions.size(), Math.min(revision, REVISIONS));
        if (!model.isLive(id)) {
            int status = site.get("/api/articles/" + id).status();
            same("article " + id + " without a key", status == 404 || status == 410, true);
        }
    }

    private void category(String category) {
        List<String> listed = model.listing(category);
        List<String> titles =
                listed.stream().map(id -> model.content(id).title()).toList();
        List<String> ids = site.get("/api/articles?category=" + category + "&limit=100")
                .json()
                .path("articles")
                .valueStream()
                .map(one -> one.path("id").asString(""))
                .toList();
        same("listing of " + category, ids, listed);
        Answer page = site.get("/category/" + category + ".html");
        List<String> onPage = page.status() == 404
                ? List.of()
                : page.page().select("main a[href]").stream()
                        .map(Element::text)
                        .filter(titles::contains)
                        .toList();
        same("page of category " + category, onPage, titles.subList(0, Math.min(onPage.size(), titles.size())));
        same("page of category " + category + " is full", onPage.size() >= Math.min(20, titles.size()), true);
        Answer feed = site.get("/feed/category/" + category + ".xml");
        List<String> entries = feed.status() == 404
                ? List.of()
                : Jsoup.parse(feed.text(), "", Parser.xmlParser())
                        .select("entry > title")
                        .eachText();
        same("feed of " + category, entries, titles.subList(0, Math.min(IN_A_FEED, titles.size())));
        if (!titles.isEmpty()) {
            search(titles.getFirst());
        }
    }

    /** The search follows the publications on its own, so it may take a moment. */
    private void search(String title) {
        String[] words = title.split(" ");
        String address = "/search?q=" + words[0] + "+" + words[2];
        try {
            await().atMost(SEARCH)
                    .until(() -> site.get(address)
                            .page()
                            .select("main a[href]")
                            .eachText()
                            .contains(title));
        } catch (org.awaitility.core.ConditionTimeoutException e) {
            same(
                    "search " + address,
                    site.get(address).page().select("main a[href]").eachText(),
                    List.of(title));
        }
    }

    private void file(String path, String hash) {
        Answer answer = site.get(path);
        same(
                "file " + path,
                answer.status() == 200 ? hash(answer.body()) : answer.status(),
                hash.isEmpty() ? 410 : hash);
    }

    private void description() {
        if (!model.description().isEmpty()) {
            same(
                    "the site's description",
                    site.get("/api/site").json().path("description").asString(""),
                    model.description());
        }
    }

    private void same(String what, @Nullable Object is, Object must) {
        if (!must.equals(is)) {
            findings.add(new Finding(Finding.Kind.WRONG, what + ": " + is + " instead of " + must));
        }
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
