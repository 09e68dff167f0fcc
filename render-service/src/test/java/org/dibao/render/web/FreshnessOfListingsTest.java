package org.dibao.render.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dibao.contract.publication.Publication;
import org.dibao.eventlog.ReceivedRecord;
import org.dibao.projector.LogHandler;
import org.dibao.projector.testkit.LogFeeder;
import org.dibao.render.snapshot.SiteSnapshot;
import org.dibao.render.snapshot.Snapshots;
import org.dibao.render.view.FakeRender;
import org.dibao.render.view.Stories;
import org.dibao.render.view.Stories.With;
import org.junit.jupiter.api.Test;

/** Every page that a gateway may have in its cache is as one that is made now. A run prints its seed. */
class FreshnessOfListingsTest {
    private final FakeRender render = new FakeRender();
    private final LogHandler loop = render.projector(250);
    private final Snapshots.Following instance = Snapshots.following(render);
    private int done;

    /** After each step all pages are looked at, so that none changes and changes back unseen. */
    @Test
    void afterEachStepEveryPageThatChangedWasPurged() {
        long seed = seed();
        loop.resume();
        RandomNewsroom newsroom = new RandomNewsroom(seed, 25);
        CachedSite site = new CachedSite(render);
        for (int step = 0; step < 250; step++) {
            newsroom.act();
            Publication publication = publish(newsroom.stories).getFirst();
            site.purge(publication);
            check(
                    site,
                    CachedSite.addresses(render, RandomNewsroom.listings(), 2),
                    "seed " + seed + ", step " + step + ": " + publication);
        }
    }

    @Test
    void aThousandArticlesPostedRevisedMovedMergedAndWithdrawnAtRandomLeaveEveryPageFresh() {
        long seed = seed();
        loop.resume();
        RandomNewsroom newsroom = new RandomNewsroom(seed, 1000);
        CachedSite site = new CachedSite(render);
        int purged = 0;
        int asked = 0;
        for (int step = 0; step < 4000; step++) {
            newsroom.act();
            for (Publication publication : publish(newsroom.stories)) {
                purged += site.purge(publication);
            }
            if (step % 400 == 399) {
                Set<String> addresses = CachedSite.addresses(render, RandomNewsroom.listings(), 12);
                asked += addresses.size();
                check(site, addresses, "seed " + seed + ", step " + step);
            }
        }
        assertThat(render.articles()).hasSize(1000);
        assertThat(purged).as("the cache was used").isBetween(1, asked);
        Set<String> addresses = CachedSite.addresses(render, RandomNewsroom.listings(), 30);
        Map<String, String> followed = bodies(instance.snapshot(), addresses);
        assertThat(followed)
                .as("the same as an instance shows that starts now")
                .isEqualTo(bodies(Snapshots.fresh(render), addresses));

        FakeRender again = new FakeRender(); // a rebuild from the log, in other batches
        again.topics.logEnd = newsroom.stories.records().size() - 1;
        new LogFeeder(newsroom.stories.records(), () -> 999).run(again.projector(64));
        assertThat(again.publications()).isEqualTo(render.publications());
        assertThat(followed).isEqualTo(bodies(again, Snapshots.fresh(again), addresses));
    }

    @Test
    void oneMoreArticleInACategoryOfFiveThousandChangesNoPageOfItButTheNewestOneOrTwo() { // a second where one comes
        // to be full
        loop.resume();
        Stories stories = new Stories();
        for (int i = 0; i < 5000; i++) {
            stories.publishes(
                    "a" + i,
                    "Title " + i,
                    With.NOTHING
                            .at("/at/" + i + ".html")
                            .date(java.time.OffsetDateTime.parse("2024-01-01T00:00:00+08:00")
                                    .plusHours(i)
                                    .toString()));
        }
        publish(stories);
        Set<String> addresses = new TreeSet<>(Set.of("/category/news.html"));
        for (int page = 1; page < 255; page++) {
            addresses.add("/category/news/page/" + page + ".html");
        }
        Map<String, String> before = bodies(instance.snapshot(), addresses);
        for (int more = 0; more < 22; more++) { // so that the newest page comes to be full
            stories.publishes(
                    "new" + more,
                    "New " + more,
                    With.NOTHING.at("/new/" + more + ".html").date("2026-02-28T08:" + (10 + more) + ":00+08:00"));
            publish(stories);
            Map<String, String> after = bodies(instance.snapshot(), addresses);
            Map<String, String> last = before;
            List<String> changed = addresses.stream()
                    .filter(address -> after.get(address).startsWith("200 ")
                            && !last.get(address).equals(after.get(address)))
                    .toList();
            assertThat(changed).hasSizeBetween(1, 2).contains("/category/news.html");
            before = after;
        }
    }

    private void check(CachedSite site, Set<String> addresses, String when) {
        SiteSnapshot snapshot = instance.snapshot();
        for (String address : addresses) {
            assertThat(site.get(snapshot, address))
                    .as("%s, %s", address, when)
                    .isEqualTo(site.fresh(snapshot, address).body());
        }
    }

    private Map<String, String> bodies(SiteSnapshot snapshot, Set<String> addresses) {
        return bodies(render, snapshot, addresses);
    }

    private static Map<String, String> bodies(FakeRender render, SiteSnapshot snapshot, Set<String> addresses) {
        CachedSite site = new CachedSite(render);
        Map<String, String> bodies = new TreeMap<>();
        addresses.forEach(
                address -> bodies.put(address, site.fresh(snapshot, address).body()));
        return bodies;
    }

    /** What is new in the log goes through the loop and to the instance. */
    private List<Publication> publish(Stories stories) {
        List<ReceivedRecord> records = stories.records();
        int published = render.publications().size();
        render.topics.logEnd = records.size() - 1;
        loop.on(records.subList(done, records.size()));
        done = records.size();
        instance.catchUp();
        return List.copyOf(
                render.publications().subList(published, render.publications().size()));
    }

    private static long seed() {
        long seed = Long.getLong("dibao.seed", System.nanoTime());
        System.out.println("FreshnessOfListingsTest: -Ddibao.seed=" + seed);
        return seed;
    }
}
