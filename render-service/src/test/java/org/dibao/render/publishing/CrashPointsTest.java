package org.dibao.render.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.ArticleEvent;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.site.SiteSettings;
import org.dibao.eventlog.Received;
import org.dibao.render.snapshot.Snapshots;
import org.dibao.render.view.FailingPorts;
import org.dibao.render.view.FailingPorts.When;
import org.dibao.render.view.FakeRender;
import org.dibao.render.view.Stories;
import org.dibao.render.web.AllPages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every call of every port fails once: before it, half-way and after it took effect. What is durable in the end is the same. */
class CrashPointsTest {
    private static final List<Received> LOG = Stories.aDayInTheNewsroom();
    private static final List<String> CATEGORIES = List.of("news", "weather-desk", "粮食");
    private static final List<String> TAGS = List.of("town", "粮食", "sea");

    @ParameterizedTest(name = "batches of {0}")
    @ValueSource(ints = {1, 4, 250})
    void whereverTheProcessDiesEverythingIsAsWithoutAFault(int batchSize) {
        everyPoint(batchSize, true);
    }

    @ParameterizedTest(name = "batches of {0}")
    @ValueSource(ints = {1, 4, 250})
    void whereverACallFailsTheSameProcessGoesOnToTheSameEnd(int batchSize) {
        everyPoint(batchSize, false);
    }

    /** For every call n, every way to fail, polls that are cut at will and one that is not. */
    private static void everyPoint(int batchSize, boolean dies) {
        int points = 0;
        for (int cut = 0; cut < 2; cut++) {
            FakeRender faultless = render();
            new Consumer(LOG, polls(cut)).run(Consumer.loop(faultless.ports(), batchSize));
            Map<String, Object> expected = faultless.content();
            Map<String, String> pages = pages(faultless);
            int calls = calls(batchSize, cut);
            for (When when : When.values()) {
                for (int failing = 1; failing <= calls; failing++) {
                    FakeRender render = render();
                    FailingPorts ports = new FailingPorts(render.ports(), failing, when, dies);
                    Consumer consumer = new Consumer(LOG, polls(cut));
                    PublishingLoop loop = Consumer.loop(ports.ports(), batchSize);
                    if (dies) {
                        consumer.run(loop, () -> {
                            assertThat(isShown(render))
                                    .as("call %s fails %s: what is announced is shown", ports.calls(), when)
                                    .isTrue();
                            return Consumer.loop(render.ports(), batchSize);
                        });
                    } else {
                        consumer.runInOneProcess(loop);
                    }
                    assertThat(ports.hasFailed())
                            .as("call %s was made", failing)
                            .isTrue();
                    assertThat(render.content())
                            .as("call %s of %s fails %s, polls cut %s", failing, calls, when, cut)
                            .isEqualTo(expected);
                    if (cut == 1 && batchSize == 4) {
                        assertThat(pages(render))
                                .as("call %s of %s fails %s", failing, calls, when)
                                .isEqualTo(pages);
                    }
                    points++;
                }
            }
        }
        System.out.println(
                points + " crash points, batches of " + batchSize + (dies ? ", process dies" : ", same process"));
    }

    @Test
    void withoutAFaultEveryPositionIsPublishedOnceAsTheEventSays() {
        FakeRender render = render();
        new Consumer(LOG, polls(1)).run(Consumer.loop(render.ports(), 7));

        List<Publication> expected = new ArrayList<>();
        SiteSettings site = SiteSettings.DEFAULT;
        for (Received record : LOG) {
            ArticleEvent event = Inbox.read(record).event();
            if (event != null
                    && expected.stream()
                            .noneMatch(p -> p.position().equals(event.position()))) { // one stands there twice
                expected.add(Publication.of(event, site));
                site = Reading.after(List.of(event), site);
            }
        }
        assertThat(render.publications).isEqualTo(expected).hasSizeGreaterThan(30);
        assertThat(render.publications)
                .extracting(p -> p.position().value())
                .containsExactlyElementsOf(java.util.stream.LongStream.range(0, expected.size())
                        .boxed()
                        .toList());
        assertThat(render.dead).extracting(letter -> letter.offset().value()).containsExactly(12L, 14L, 31L);
    }

    @ParameterizedTest(name = "batches of {0}")
    @ValueSource(ints = {1, 3, 250})
    void howTheEventsAreCutIntoBatchesMakesNoDifference(int batchSize) {
        FakeRender one = render();
        new Consumer(LOG, polls(0)).run(Consumer.loop(one.ports(), 1));
        FakeRender other = render();
        new Consumer(LOG, polls(batchSize)).run(Consumer.loop(other.ports(), batchSize));
        assertThat(other.content()).isEqualTo(one.content());
    }

    @Test
    void aDroppedDatabaseComesBackTheSameAndNothingIsPublishedTwice() {
        FakeRender render = render();
        new Consumer(LOG, polls(1)).run(Consumer.loop(render.ports(), 7));
        Map<String, Object> before = new TreeMap<>(render.content());
        Map<String, String> pages = pages(render);

        render.dropDatabase();
        new Consumer(LOG, polls(2)).run(Consumer.loop(render.ports(), 250));

        assertThat(render.content()).isEqualTo(before);
        assertThat(pages(render)).isEqualTo(pages);
    }

    /** What it shows never differs from what one shows that starts at that moment. */
    @Test
    void anInstanceThatFollowsShowsWhatOneShowsThatStartsNow() {
        FakeRender render = render();
        PublishingLoop loop = Consumer.loop(render.ports(), 3);
        loop.resume();
        Snapshots.Following instance = Snapshots.following(render);
        for (Received record : LOG) {
            loop.on(List.of(record));
            instance.catchUp();
            assertThat(AllPages.of(render, instance.edition(), CATEGORIES, TAGS))
                    .isEqualTo(pages(render));
        }
    }

    /** Whatever is announced is in the view: a page that somebody fetches because of a publication is fresh. */
    private static boolean isShown(FakeRender render) {
        Position announced = render.ports().announcements().last();
        FakeRender least = render();
        Changes.of(LOG.stream()
                        .map(Inbox::read)
                        .filter(Inbox.Readable.class::isInstance)
                        .map(item -> ((Inbox.Readable) item).event())
                        .filter(event -> announced.isAtLeast(event.position()))
                        .toList())
                .write(least.ports().views());
        return render.isAsNewAs(least);
    }

    private static Map<String, String> pages(FakeRender render) {
        return AllPages.of(render, Snapshots.fresh(render), CATEGORIES, TAGS);
    }

    private static int calls(int batchSize, int cut) {
        FailingPorts counting = new FailingPorts(render().ports(), 0, When.BEFORE, true);
        new Consumer(LOG, polls(cut)).run(Consumer.loop(counting.ports(), batchSize));
        return counting.calls();
    }

    private static FakeRender render() {
        FakeRender render = new FakeRender();
        render.logEnd = LOG.size() - 1;
        return render;
    }

    private static IntSupplier polls(int cut) {
        Random random = new Random(cut);
        return cut == 0 ? () -> 250 : () -> 1 + random.nextInt(9);
    }
}
