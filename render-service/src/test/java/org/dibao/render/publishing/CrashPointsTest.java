package org.dibao.render.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.ArticleEvent;
import org.dibao.contract.event.Outcome;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.site.SiteSettings;
import org.dibao.eventlog.ReceivedRecord;
import org.dibao.projector.Decoded;
import org.dibao.projector.LogHandler;
import org.dibao.projector.testkit.CrashPointsContract;
import org.dibao.projector.testkit.LogFeeder;
import org.dibao.render.snapshot.Snapshots;
import org.dibao.render.view.FakeRender;
import org.dibao.render.view.OldQueryNames;
import org.dibao.render.view.Stories;
import org.dibao.render.web.AllPages;
import org.junit.jupiter.api.Test;

class CrashPointsTest extends CrashPointsContract {
    private static final List<ReceivedRecord> LOG = Stories.aDayInTheNewsroom();
    private static final List<String> CATEGORIES = List.of("news", "weather-desk", "粮食");
    private static final List<String> TAGS = List.of("town", "粮食", "sea");
    private static final List<ArticleEvent> EVENTS = events();

    /** What is in the view once everything up to a position is published. */
    private static final Map<Position, FakeRender> LEAST = new HashMap<>();

    /** The pages of each content that came about: most faults leave the same one. */
    private static final Map<Map<String, Object>, Map<String, String>> SHOWN = new HashMap<>();

    @Override
    protected List<ReceivedRecord> log() {
        return LOG;
    }

    @Override
    protected Subject subject(int batchSize) {
        return batchSize == 4 ? new PagesToo() : new Checked();
    }

    @Test
    void withoutAFaultEveryPositionIsPublishedOnceAsTheEventSays() {
        FakeRender render = new Checked();
        new LogFeeder(LOG, polls(1)).run(render.projector(7));

        List<Publication> expected = new ArrayList<>();
        SiteSettings site = SiteSettings.DEFAULT;
        for (ArticleEvent event : EVENTS) {
            if (expected.stream().noneMatch(p -> p.position().equals(event.position()))) { // one is there twice
                expected.add(Publication.of(event, site));
                site = event.outcome() instanceof Outcome.SiteChanged changed ? changed.settings() : site;
            }
        }
        assertThat(render.publications()).isEqualTo(expected).hasSizeGreaterThan(30);
        assertThat(render.publications())
                .extracting(p -> p.position().value())
                .containsExactlyElementsOf(
                        LongStream.range(0, expected.size()).boxed().toList());
        assertThat(render.topics.dead)
                .extracting(letter -> letter.offset().value())
                .containsExactly(12L, 14L, 31L);
    }

    @Test
    void aDroppedDatabaseShowsTheSamePages() {
        FakeRender render = new Checked();
        new LogFeeder(LOG, polls(1)).run(render.projector(7));
        Map<String, String> pages = pages(render);

        render.dropDatabase();
        new LogFeeder(LOG, polls(2)).run(render.projector(250));

        assertThat(pages(render)).isEqualTo(pages);
    }

    /** What it shows never differs from what one shows that starts at that moment. */
    @Test
    void anInstanceThatFollowsShowsWhatOneShowsThatStartsNow() {
        FakeRender render = new Checked();
        LogHandler projector = render.projector(3);
        projector.resume();
        Snapshots.Following instance = Snapshots.following(render);
        for (ReceivedRecord record : LOG) {
            projector.on(List.of(record));
            instance.catchUp();
            assertThat(AllPages.of(render, instance.snapshot(), CATEGORIES, TAGS))
                    .isEqualTo(pages(render));
        }
    }

    private static List<ArticleEvent> events() {
        List<ArticleEvent> events = new ArrayList<>();
        for (ReceivedRecord record : LOG) {
            if (EventRecord.decode(record) instanceof Decoded.Entry<EventRecord> entry) {
                events.add(entry.item().event());
            }
        }
        return events;
    }

    private static Map<String, String> pages(FakeRender render) {
        return AllPages.of(render, Snapshots.fresh(render), CATEGORIES, TAGS);
    }

    private static class Checked extends FakeRender {
        Checked() {
            topics.logEnd = LOG.size() - 1;
        }

        /** Whatever is published is in the view: a page that somebody fetches because of a publication is fresh. */
        @Override
        public void hasDied() {
            Position published = last();
            FakeRender least = LEAST.computeIfAbsent(published, Checked::after);
            assertThat(isAsNewAs(least)).as("what is published is shown").isTrue();
        }

        private static FakeRender after(Position published) {
            FakeRender least = new FakeRender();
            ViewChanges.of(
                            EVENTS.stream()
                                    .filter(event -> published.isAtLeast(event.position()))
                                    .toList(),
                            SiteSettings.DEFAULT,
                            OldQueryNames.NONE,
                            FakeRender.BODIES)
                    .write(least.views());
            return least;
        }
    }

    private static final class PagesToo extends Checked {
        @Override
        public Map<String, Object> content() {
            Map<String, Object> content = new TreeMap<>(super.content());
            content.put("shown", SHOWN.computeIfAbsent(Map.copyOf(content), _ -> pages(this)));
            return content;
        }
    }
}
