package org.dibao.acceptance.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dibao.acceptance.client.Answer;
import org.dibao.acceptance.client.Site;
import org.dibao.acceptance.sample.Post;
import org.dibao.acceptance.sample.Unique;
import org.dibao.acceptance.system.Running;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pages that are open hear of what is published. */
@Tag("browser")
@ExtendWith({Chromium.class, Running.class})
class LivePagesTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final LocatorAssertions.ContainsTextOptions SOON_TEXT =
            new LocatorAssertions.ContainsTextOptions().setTimeout(SOON.toMillis());

    private final Site site;
    private final Reader reader;

    LivePagesTest(Browser browser, Site site) {
        this.site = site;
        this.reader = Reader.of(browser, site);
    }

    @AfterEach
    void nothingWasWrong() {
        try (reader) {
            reader.expectNothingWrong();
        }
    }

    @Test
    void anArticlePostedWhileItsCategoryIsOpenIsOfferedAndShownWithoutALoad() {
        String category = Unique.word("lanmu");
        site.publish(Post.in(category)).expect(201);
        Page page = reader.listenAt("/category/" + category + ".html");
        page.evaluate("window.stillHere = true");

        Post another = Post.in(category);
        site.publish(another).expect(201);
        assertThat(bar(page)).containsText("1 篇新文章", SOON_TEXT);
        assertThat(page.locator("main")).not().containsText(another.title());
        Post third = Post.in(category);
        site.publish(third).expect(201);
        assertThat(bar(page)).containsText("2 篇新文章", SOON_TEXT);
        bar(page).getByRole(AriaRole.BUTTON).click();

        assertThat(page.locator("main")).containsText(another.title());
        assertThat(page.locator("main li.fresh")).hasCount(2);
        assertThat(bar(page)).isEmpty();
        assertThat(page.evaluate("window.stillHere")).isEqualTo(true);
    }

    @Test
    void theFrontPageOffersWhatIsPosted() {
        Page page = reader.listenAt("/");

        site.publish(Post.sample().with("date", "2026-11-24 09:00:00 +0800")).expect(201);

        assertThat(bar(page)).containsText("篇新文章", SOON_TEXT);
    }

    @Test
    void whatBelongsElsewhereIsNotOffered() {
        String category = Unique.word("lanmu");
        site.publish(Post.in(category)).expect(201);
        Page page = reader.listenAt("/category/" + category + ".html");

        site.publish(Post.sample()).expect(201);
        site.publish(Post.in(category)).expect(201);

        assertThat(bar(page)).containsText("1 篇新文章", SOON_TEXT);
    }

    @Test
    void anOpenArticleSaysThatItWasRevisedAndShowsIt() {
        Post post = Post.sample();
        site.publish(post).expect(201);
        Page page = reader.listenAt(post.path());

        site.publish(post.body("灯会推迟到明晚。\n")).expect(200);

        assertThat(bar(page)).containsText("有更新", SOON_TEXT);
        assertThat(page.locator("main")).not().containsText("推迟到明晚");
        bar(page).getByRole(AriaRole.BUTTON).click();
        assertThat(page.locator("main")).containsText("推迟到明晚");
    }

    @Test
    void anOpenArticleSaysThatItWasWithdrawn() {
        Post post = Post.sample();
        Answer published = site.publish(post).expect(201);
        Page page = reader.listenAt(post.path());

        site.withdraw(published.article()).expect(200);

        assertThat(bar(page)).containsText("已由发布者撤下", SOON_TEXT);
    }

    @Test
    void aListingDropsWhatWasWithdrawn() {
        String category = Unique.word("lanmu");
        Post stays = Post.in(category);
        Post goes = Post.in(category);
        site.publish(stays).expect(201);
        Answer published = site.publish(goes).expect(201);
        Page page = reader.listenAt("/category/" + category + ".html");

        site.withdraw(published.article()).expect(200);

        assertThat(page.locator("main")).not().containsText(goes.title(), SOON_TEXT);
        assertThat(page.locator("main")).containsText(stays.title());
    }

    @Test
    void aListingDropsWhatWasWithdrawnAlsoAfterNewOnesWereShown() {
        String category = Unique.word("lanmu");
        Post stays = Post.in(category);
        site.publish(stays).expect(201);
        Page page = reader.listenAt("/category/" + category + ".html");
        Post goes = Post.in(category);
        Answer published = site.publish(goes).expect(201);
        bar(page).getByRole(AriaRole.BUTTON).click(new Locator.ClickOptions().setTimeout(SOON.toMillis()));
        assertThat(page.locator("main")).containsText(goes.title());

        site.withdraw(published.article()).expect(200);

        assertThat(page.locator("main")).not().containsText(goes.title(), SOON_TEXT);
        assertThat(page.locator("main")).containsText(stays.title());
    }

    @Test
    void nothingMovesUnderAReaderWhoIsAtALinkUntilSheLeavesIt() {
        String category = Unique.word("lanmu");
        Post stays = Post.in(category);
        Post goes = Post.in(category);
        site.publish(stays).expect(201);
        Answer published = site.publish(goes).expect(201);
        Page page = reader.listenAt("/category/" + category + ".html");
        page.locator("main a.headline").last().focus();

        page.waitForResponse(
                response -> response.url().endsWith(category + ".html"),
                () -> site.withdraw(published.article()).expect(200));
        assertThat(page.locator("main")).containsText(goes.title());
        page.evaluate("document.activeElement.blur()");

        assertThat(page.locator("main")).not().containsText(goes.title(), SOON_TEXT);
        assertThat(page.locator("main")).containsText(stays.title());
    }

    @Test
    void aSteadyStreamOfEventsDoesNotKeepAPageFromHearing() throws Exception {
        String category = Unique.word("lanmu");
        site.publish(Post.in(category)).expect(201);
        Page page = reader.listenAt("/category/" + category + ".html");
        AtomicBoolean enough = new AtomicBoolean();
        Thread newsroom = Thread.ofPlatform().start(() -> {
            while (!enough.get()) {
                site.publish(Post.in(category)); // some tens in a second
            }
        });

        try {
            assertThat(bar(page)).containsText("篇新文章", new LocatorAssertions.ContainsTextOptions().setTimeout(7_000));
        } finally {
            enough.set(true);
            newsroom.join();
        }
    }

    @Test
    void tenTabsHoldOneConnectionAndTheNextTakesOver() {
        String category = Unique.word("lanmu");
        site.publish(Post.in(category)).expect(201);
        List<Page> tabs = new ArrayList<>(List.of(reader.listenAt("/category/" + category + ".html")));
        while (tabs.size() < 10) {
            tabs.add(reader.open("/category/" + category + ".html"));
        }

        site.publish(Post.in(category)).expect(201);
        for (Page tab : tabs) {
            assertThat(bar(tab)).containsText("1 篇新文章", SOON_TEXT);
        }
        assertThat(reader.streamsOpened()).isEqualTo(1);

        Page second = tabs.get(1);
        second.waitForResponse(
                response -> Reader.isStream(response.url()),
                () -> tabs.getFirst().close());
        site.publish(Post.in(category)).expect(201);
        for (Page tab : tabs.subList(1, 10)) {
            assertThat(bar(tab)).containsText("2 篇新文章", SOON_TEXT);
        }
        assertThat(reader.streamsOpened()).isEqualTo(2);
    }

    @Test
    void anArticlePostedBetweenTheMakingOfAListingAndItsConnectionAppears() {
        for (int i = 0; i < Integer.getInteger("dibao.tries", 5); i++) {
            String category = Unique.word("lanmu");
            site.publish(Post.in(category)).expect(201);
            // The listing has been answered, and its script has not been loaded yet.
            reader.context().route("**/assets/site*.js", route -> {
                site.publish(Post.in(category)).expect(201);
                route.resume();
            });
            Page page = reader.open("/category/" + category + ".html");

            assertThat(bar(page)).containsText("1 篇新文章", SOON_TEXT);
            page.close();
            reader.context().unroute("**/assets/site*.js");
        }
    }

    @Test
    void anArticleThatMovesOrIsRenamedIsNotAnnouncedAsNew() {
        String category = Unique.word("lanmu");
        Post post = Post.in(category);
        site.publish(post).expect(201);
        Page page = reader.listenAt("/category/" + category + ".html");
        String title = "改名" + Unique.word("x");

        site.publish(post.titled(title).with("permalink", "/moved/" + Unique.word("p") + ".html"))
                .expect(200);

        assertThat(page.locator("main")).containsText(title, SOON_TEXT);
        assertThat(bar(page)).isEmpty();
    }

    @Test
    void whatWasMissedWhileTheConnectionWasLostIsCaughtUp() {
        String category = Unique.word("lanmu");
        site.publish(Post.in(category)).expect(201);
        reader.context().route("**/api/events*", route -> route.abort());
        Page page = reader.open("/category/" + category + ".html");
        page.waitForRequestFinished(() -> page.evaluate("fetch('/')"));
        await().atMost(SOON).until(() -> tick(page) && reader.streamsOpened() > 0);

        site.publish(Post.in(category)).expect(201);
        reader.context().unroute("**/api/events*");

        assertThat(bar(page)).containsText("1 篇新文章", SOON_TEXT);
    }

    @Test
    void aListingWhoseRequestIsCutOffIsAskedForAgain() {
        String category = Unique.word("lanmu");
        site.publish(Post.in(category)).expect(201);
        Page page = reader.listenAt("/category/" + category + ".html");
        AtomicBoolean cut = new AtomicBoolean();
        page.route("**/category/*.html", route -> {
            if (cut.getAndSet(true)) {
                route.resume();
            } else {
                route.abort("connectionreset");
            }
        });

        site.publish(Post.in(category)).expect(201);

        assertThat(bar(page)).containsText("1 篇新文章", SOON_TEXT);
    }

    @Test
    void onlyAVisibleTabListensAndItCatchesUp() {
        String category = Unique.word("lanmu");
        site.publish(Post.in(category)).expect(201);
        Page page = reader.listenAt("/category/" + category + ".html");

        visibility(page, "hidden");
        await().atMost(SOON).until(() -> tick(page) && reader.streams() == 0);
        site.publish(Post.in(category)).expect(201);
        visibility(page, "visible");

        assertThat(bar(page)).containsText("1 篇新文章", SOON_TEXT);
        await().atMost(SOON).until(() -> tick(page) && reader.streams() == 1);
    }

    private static Locator bar(Page page) {
        return page.locator(".live");
    }

    /** Lets the browser's own events arrive. */
    private static boolean tick(Page page) {
        page.evaluate("0");
        return true;
    }

    private static void visibility(Page page, String state) {
        page.evaluate(
                "state => { Object.defineProperty(document, 'visibilityState', { get: () => state, configurable: true });"
                        + " document.dispatchEvent(new Event('visibilitychange')); }",
                state);
    }
}
