package org.dibao.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.dibao.acceptance.client.Site;
import org.dibao.acceptance.sample.Newsroom;
import org.dibao.acceptance.subscriber.Change;
import org.dibao.acceptance.subscriber.Heard;
import org.dibao.acceptance.subscriber.Relay;
import org.dibao.acceptance.subscriber.Subscription;
import org.dibao.acceptance.system.OwnProcess;
import org.dibao.acceptance.system.Restarts;
import org.dibao.acceptance.system.Running;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An open page that is cut off at random while articles are published, revised, moved and withdrawn: it hears of everything
 * exactly once, and shows at the end what a page shows that is opened then. {@code dibao.page.cuts} says how often it is cut
 * off: a browser waits for some seconds after each cut. {@code dibao.restarts=4} makes it long: 500 cuts, while the system is
 * {@linkplain Restarts restarted} so often.
 */
@Tag("browser")
@ExtendWith({Chromium.class, Running.class})
class CutOffPageTest {
    private static final int CUTS = Integer.getInteger("dibao.page.cuts", 2);
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** Notes each event that the page's script is given. */
    private static final String NOTE = """
            window.heard = [];
            const listen = EventSource.prototype.addEventListener;
            EventSource.prototype.addEventListener = function (name, listener) {
              listen.call(this, name, (event) => {
                if (name !== "cursor" && event.data) window.heard.push(event.data);
                listener(event);
              });
            };
            """;

    private final Browser browser;
    private final long seed = Long.getLong("dibao.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @TempDir
    private Path folder = Path.of("");

    CutOffPageTest(Browser browser) {
        this.browser = browser;
    }

    @Test
    void anOpenPageHearsOfEverythingOnceAndShowsIt(Site site) {
        cutOff(site, CUTS, Restarts.byCommand());
    }

    @Test
    @Tag("standalone")
    @EnabledIfSystemProperty(named = "dibao.restarts", matches = "[1-9][0-9]*")
    void neitherRestartsNorARebuildChangeThat() {
        try (OwnProcess system = OwnProcess.in(
                folder.resolve("data"),
                "dibao.gateway.events.retry=100ms",
                "dibao.gateway.events.retry-spread=100ms")) {
            cutOff(system.site(), 500, Restarts.of(system));
        }
    }

    private void cutOff(Site site, int cuts, Restarts restarts) {
        System.out.println("CutOffPageTest: -Ddibao.seed=" + seed);
        Newsroom newsroom = new Newsroom(site, random.nextLong());
        newsroom.publish(10);
        newsroom.publishEverywhere(0);
        String listing = "/category/" + newsroom.categories().getFirst() + ".html";
        await().atMost(SOON).until(() -> site.get(listing).status() == 200);
        try (Relay relay = new Relay(site.address(), cuts, 100, random.nextLong());
                Reader reader = Reader.of(browser, new Site(relay.address(), site.key(), site.kafka()))) {
            reader.context().addInitScript(NOTE);
            Page page = reader.listenAt(listing);
            long start =
                    Long.parseLong((String) page.evaluate("performance.getEntriesByType('navigation')[0].serverTiming"
                            + ".find(one => one.name === 'dibao').description.split('-')[0]"));

            relay.begin();
            long deadline = System.nanoTime() + SOON.multipliedBy(cuts).toNanos();
            while (relay.cutsDone() < 1) {
                restarts.at(relay.cutsDone());
                newsroom.publish(1 + random.nextInt(3));
                newsroom.change();
                page.waitForTimeout(random.nextInt(200));
                assertThat(System.nanoTime()).as("%s cuts", relay.cuts()).isLessThan(deadline);
            }
            restarts.await();
            long last = newsroom.publishEverywhere(0);

            await().atMost(SOON).until(() -> heard(page).stream().anyMatch(one -> one.position() == last));
            List<Change> changes = Change.of(site.articleEvents().all()).stream()
                    .filter(change -> change.position() > start && change.position() <= last)
                    .toList();
            assertThat(heard(page)).isEqualTo(Subscription.toAll().of(changes));
            await().atMost(SOON).until(() -> {
                Locator button = page.locator(".live button");
                if (button.count() > 0) {
                    button.click();
                }
                return shown(page).equals(shown(site, listing));
            });
        }
    }

    private static List<Heard> heard(Page page) {
        List<?> events = (List<?>) page.evaluate("window.heard");
        return events.stream()
                .map(event -> JSON.readTree((String) event))
                .map(CutOffPageTest::heard)
                .toList();
    }

    private static Heard heard(JsonNode event) {
        return new Heard(event.path("position").asLong(), event.path("event").asString(), false);
    }

    private static List<String> shown(Page page) {
        return page.locator("main a.headline").allTextContents().stream()
                .map(String::strip)
                .toList();
    }

    private static List<String> shown(Site site, String listing) {
        return site.get(listing).page().select("main a.headline").eachText();
    }
}
