package org.dibao.store.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dibao.contract.Post.post;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import org.dibao.contract.Post;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.event.Outcome;
import org.dibao.contract.purge.PurgeKey;
import org.dibao.contract.purge.PurgeKeys;
import org.dibao.contract.site.MenuItem;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.site.Term;
import org.dibao.contract.submission.Submission;
import org.junit.jupiter.api.Test;

/** A page is purged when, and only when, something that it shows has changed. */
class PurgeExactnessTest {
    private static final String LEAD = "<p>The gates opened this morning.</p>";

    /** These show or count only a part of the articles: whether a change is in that part, a fact cannot tell. */
    private static final Set<PurgeKey> SHOW_A_PART =
            Set.of(PurgeKey.HOME, PurgeKey.FEED, PurgeKey.CATEGORIES, PurgeKey.TAGS);

    @Test
    void everyPageThatChangesIsPurgedAndNoOther() {
        long base = RandomHistory.seed();
        for (long seed = base; seed < base + 12; seed++) {
            Newsroom newsroom = new Newsroom();
            PagesOfASite site = new PagesOfASite(newsroom);
            List<Submission> log = RandomHistory.log(seed, 300);
            // Pages that will come to life are cached as 404 before: decide once to know them.
            Newsroom ahead = new Newsroom();
            log.forEach(submission -> ahead.send(submission).claims().forEach(claim -> site.know(claim.path())));
            Map<String, PagesOfASite.Page> before = site.pages();
            for (Submission submission : log) {
                SiteSettings inForce = newsroom.history().site();
                Decision decision = newsroom.send(submission);
                site.apply(decision);
                Map<String, PagesOfASite.Page> after = site.pages();
                compare(seed, decision, inForce, before, after);
                before = after;
            }
        }
    }

    private static void compare(
            long seed,
            Decision decision,
            SiteSettings site,
            Map<String, PagesOfASite.Page> before,
            Map<String, PagesOfASite.Page> after) {
        SortedSet<PurgeKey> purged = PurgeKeys.of(decision.outcome(), site);
        Set<PurgeKey> needed = new HashSet<>();
        after.forEach((route, page) -> {
            PagesOfASite.Page old = before.get(route);
            if (old != null && !old.content().equals(page.content())) {
                assertThat(page.keys())
                        .as("seed %d, %s: %s is stale after %s", seed, decision.position(), route, decision.outcome())
                        .anyMatch(purged::contains);
            }
            if (old == null || !old.content().equals(page.content())) {
                needed.addAll(page.keys()); // a page that the model meets for the first time may be fresh or not
            }
        });
        Set<PurgeKey> needless = new HashSet<>(purged);
        needless.removeAll(needed);
        needless.removeAll(SHOW_A_PART);
        needless.removeIf(key -> key.token().startsWith("translations:")); // whether there are others that name it
        // A revision may leave it as it was when the article was changed last, which is what they show: a fact cannot
        // tell.
        needless.removeIf(key -> key.equals(PurgeKey.PAGES) || key.token().startsWith("sitemap:"));
        // Of the term that is merged: its addresses lead on, whatever is in it.
        site.categories().forEach((slug, term) -> {
            if (term.mergedInto() != null) {
                needless.remove(PurgeKey.category(slug));
            }
        });
        assertThat(needless)
                .as("seed %d, %s: purged without need by %s", seed, decision.position(), decision.outcome())
                .isEmpty();
    }

    @Test
    void aRevisionThatNoListingShowsPurgesNoListing() {
        Newsroom newsroom = new Newsroom();
        Post post = post("a")
                .at("/one.html")
                .in("财经")
                .tagged("t")
                .writtenBy("Li")
                .redirectedFrom("/old")
                .html(LEAD + "<p>As it was.</p>");
        newsroom.send(post);

        assertThat(PurgeKeys.of(
                        newsroom.send(post.saying("New.").html(LEAD + "<p>Only what follows is new.</p>")),
                        SiteSettings.DEFAULT))
                .extracting(PurgeKey::token)
                .containsExactly("article:a", "feed", "path:/one.html", "sitemap:2022-01");
    }

    @Test
    void aFirstPublicationPurgesThe404sAndTheListings() {
        Outcome outcome = new Newsroom()
                .send(post("a")
                        .at("/one.html")
                        .in("World")
                        .tagged("t")
                        .writtenBy("Li")
                        .redirectedFrom("/old"));

        assertThat(PurgeKeys.of(outcome, SiteSettings.DEFAULT))
                .extracting(PurgeKey::token)
                .containsExactly(
                        "archive:2022",
                        "archive:2022-01",
                        "article:a",
                        "author:li",
                        "categories",
                        "category:world",
                        "feed",
                        "home",
                        "path:/old",
                        "path:/one.html",
                        "sitemap:2022-01",
                        "tag:t",
                        "tags");
    }

    @Test
    void whatAnArticleLeavesIsPurgedAsWellAsWhereItComesTo() {
        Newsroom newsroom = new Newsroom();
        newsroom.send(post("a").at("/one.html").in("World").dated("2021-12-31T00:00:00+08:00"));

        SortedSet<PurgeKey> keys = PurgeKeys.of(
                newsroom.send(post("a").at("/two.html").in("Home").dated("2022-01-01T00:00:00+08:00")),
                SiteSettings.DEFAULT);

        assertThat(keys)
                .extracting(PurgeKey::token)
                .contains(
                        "category:world",
                        "category:home",
                        "archive:2021",
                        "archive:2022",
                        "sitemap:2021-12",
                        "sitemap:2022-01",
                        "path:/one.html",
                        "path:/two.html");
    }

    @Test
    void whateverListingsShowPurgesThem() {
        Post post = post("a").at("/one.html").tagged("t");
        for (Post changed : List.of(
                post.titled("Other"),
                post.dated("2022-01-25T09:36:16+08:00"),
                post.in("other"),
                post.tagged("u"),
                post.writtenBy("Li"),
                post.excerpt("In short."),
                post.at("/two.html"))) {
            Newsroom newsroom = new Newsroom();
            newsroom.send(post);
            assertThat(PurgeKeys.of(newsroom.send(changed), SiteSettings.DEFAULT))
                    .as("%s", changed.given())
                    .contains(PurgeKey.HOME, PurgeKey.category("news"), PurgeKey.tag("t"), PurgeKey.archive(2022));
        }
    }

    @Test
    void theBeginningOfTheTextIsShownByListingsWhereThereIsNoExcerpt() {
        Post post = post("a").at("/one.html").html(LEAD);
        Post changed = post.saying("New.").html("<p>The gates were closed at noon.</p>");
        Newsroom newsroom = new Newsroom();
        newsroom.send(post);
        assertThat(PurgeKeys.of(newsroom.send(changed), SiteSettings.DEFAULT))
                .contains(PurgeKey.HOME, PurgeKey.category("news"), PurgeKey.archive(2022));
        assertThat(PurgeKeys.of(newsroom.send(changed.saying("None.").html("<p>Short.</p>")), SiteSettings.DEFAULT))
                .contains(PurgeKey.HOME);

        newsroom.send(post.excerpt("In short."));
        assertThat(PurgeKeys.of(newsroom.send(changed.excerpt("In short.")), SiteSettings.DEFAULT))
                .doesNotContain(PurgeKey.HOME);
    }

    @Test
    void whereAnEarlierReleaseKeptNoBeginningItCountsAsChanged() {
        Post post = post("a").at("/one.html").html(LEAD);
        Newsroom newsroom = Newsroom.ofAReleaseThatKeptNoLeads();
        newsroom.send(post);
        newsroom.upgrade();

        assertThat(PurgeKeys.of(newsroom.send(post.saying("None.").html("<p>Short.</p>")), SiteSettings.DEFAULT))
                .contains(PurgeKey.HOME);
    }

    @Test
    void aPathThatNoLongerLeadsToTheArticleIsNotPurged() {
        Newsroom newsroom = new Newsroom();
        newsroom.send(post("a").at("/one.html"));
        newsroom.send(post("a").at("/two.html"));
        newsroom.send(post("b").at("/one.html"));

        assertThat(PurgeKeys.of(newsroom.withdraw("a"), SiteSettings.DEFAULT))
                .contains(PurgeKey.path("/two.html"))
                .doesNotContain(PurgeKey.path("/one.html"));
    }

    @Test
    void aMergedTermsArticlesPurgeTheTermTheyAreListedUnder() {
        SiteSettings merging = merging(Map.of("wire", new Term(null, null, "world")), null);
        Newsroom newsroom = new Newsroom();
        newsroom.change(merging);

        assertThat(PurgeKeys.of(newsroom.send(post("a").in("Wire")), merging))
                .contains(PurgeKey.category("wire"), PurgeKey.category("world"));
        assertThat(PurgeKeys.of(newsroom.send(post("b").in("Wire")), SiteSettings.DEFAULT))
                .doesNotContain(PurgeKey.category("world"));
    }

    @Test
    void aStaticPagePurgesNoListingButTheMenuThatIsMadeOfThem() {
        Newsroom newsroom = new Newsroom();
        Post page = post("about").undated().in("news").tagged("t").laidOutAs("page");
        Outcome outcome = newsroom.send(page);

        assertThat(PurgeKeys.of(outcome, SiteSettings.DEFAULT))
                .extracting(PurgeKey::token)
                .containsExactly("article:about", "pages", "path:/about.html", "site", "sitemap:2022-03");
        assertThat(PurgeKeys.of(outcome, merging(Map.of(), List.of()))).doesNotContain(PurgeKey.SITE);
        assertThat(PurgeKeys.of(newsroom.send(page.saying("Only the body is new.")), SiteSettings.DEFAULT))
                .doesNotContain(PurgeKey.SITE);
        assertThat(PurgeKeys.of(newsroom.send(page.laidOutAs("post")), SiteSettings.DEFAULT))
                .contains(PurgeKey.SITE, PurgeKey.PAGES, PurgeKey.HOME, PurgeKey.category("news"));
    }

    @Test
    void whatHasTranslationsPurgesThoseThatNameIt() {
        Newsroom newsroom = new Newsroom();
        Post post = post("a").at("/one.html").translated("one");
        assertThat(PurgeKeys.of(newsroom.send(post), SiteSettings.DEFAULT)).contains(PurgeKey.translations("one"));
        assertThat(PurgeKeys.of(newsroom.send(post.translated("two")), SiteSettings.DEFAULT))
                .contains(PurgeKey.translations("one"), PurgeKey.translations("two"));
        assertThat(PurgeKeys.of(newsroom.withdraw("a"), SiteSettings.DEFAULT)).contains(PurgeKey.translations("two"));
    }

    private static SiteSettings merging(
            Map<String, Term> categories, @org.jspecify.annotations.Nullable List<MenuItem> menu) {
        return SiteSettings.builder().categories(categories).menu(menu).build();
    }

    @Test
    void newSettingsPurgeEveryPageByOneKey() {
        assertThat(PurgeKeys.of(
                        new Outcome.SiteChanged(Newsroom.site("pretty", "UTC"), SiteSettings.DEFAULT),
                        SiteSettings.DEFAULT))
                .containsExactly(PurgeKey.SITE);
    }

    @Test
    void anExcerptThatReadsNullIsNotTheSameAsNone() {
        Newsroom newsroom = new Newsroom();
        newsroom.send(post("a").at("/one.html"));

        assertThat(PurgeKeys.of(newsroom.send(post("a").at("/one.html").excerpt("null")), SiteSettings.DEFAULT))
                .contains(PurgeKey.HOME);
    }

    @Test
    void aKeysPageIsKnownBeforeAnythingIsThere() {
        Map<String, PurgeKey> byRoute = new HashMap<>();
        byRoute.put("decoded, as the router has it", PurgeKey.path("/caf\u0065\u0301.html"));

        assertThat(byRoute.values()).containsOnly(PurgeKey.path(new ArticlePath("/café.html").value()));
    }
}
