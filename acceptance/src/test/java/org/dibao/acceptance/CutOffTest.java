package org.dibao.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.dibao.acceptance.client.Event;
import org.dibao.acceptance.client.Site;
import org.dibao.acceptance.sample.Newsroom;
import org.dibao.acceptance.subscriber.Change;
import org.dibao.acceptance.subscriber.CommandFollower;
import org.dibao.acceptance.subscriber.Follower;
import org.dibao.acceptance.subscriber.Heard;
import org.dibao.acceptance.subscriber.NdjsonFollower;
import org.dibao.acceptance.subscriber.PageFollower;
import org.dibao.acceptance.subscriber.Relay;
import org.dibao.acceptance.subscriber.SseFollower;
import org.dibao.acceptance.subscriber.Subscription;
import org.dibao.acceptance.system.OwnProcess;
import org.dibao.acceptance.system.Restarts;
import org.dibao.acceptance.system.Running;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Subscribers who are cut off at random, again and again, while articles are published, revised, moved and withdrawn:
 * at the end each has every event that it asked for exactly once, in order. System properties make it long:
 *
 * <ul>
 *   <li>{@code dibao.cuts=500}: so often each subscriber is cut off
 *   <li>{@code dibao.articles=10000}: so many articles are published meanwhile
 *   <li>{@code dibao.restarts=4}: so often the system is {@linkplain Restarts restarted}
 * </ul>
 */
@ExtendWith(Running.class)
class CutOffTest {
    private static final int CUTS = Integer.getInteger("dibao.cuts", 15);
    private static final int COMMAND_CUTS = Integer.getInteger("dibao.cuts", 4); // it takes its time to come back
    private static final int ARTICLES = Integer.getInteger("dibao.articles", 150);
    private static final int STEPS = Math.max(15, CUTS / 5);
    private static final Duration SOON = Duration.ofMinutes(2);

    private final long seed = Long.getLong("dibao.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Map<Follower, CompletableFuture<List<Heard>>> followers = new LinkedHashMap<>();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void everySubscriberHasEveryEventOnceAndInOrder(Site site) {
        cutOff(site, Restarts.byCommand());
    }

    @Test
    @Tag("standalone")
    @EnabledIfSystemProperty(named = "dibao.restarts", matches = "[1-9][0-9]*")
    void neitherRestartsNorARebuildChangeThat() {
        try (OwnProcess system = OwnProcess.in(folder.resolve("data"))) {
            cutOff(system.site(), Restarts.of(system));
        }
    }

    private void cutOff(Site site, Restarts restarts) {
        System.out.println("CutOffTest: -Ddibao.seed=" + seed);
        Newsroom newsroom = new Newsroom(site, random.nextLong());
        long start = newsroom.publishEverywhere(0);
        Subscription category = Subscription.toCategory(newsroom.categories().getFirst());
        Subscription section = Subscription.toPath(newsroom.section(0));
        follow(new SseFollower(relay(site), Subscription.toAll(), start, site.key()));
        follow(new SseFollower(relay(site), category, start, site.key()));
        follow(new SseFollower(relay(site), section, start, site.key()));
        follow(new NdjsonFollower(relay(site), Subscription.toAllOutcomes(), start, site.key()));
        follow(new NdjsonFollower(relay(site), section, start, site.key()));
        follow(new PageFollower(relay(site), Subscription.toAll(), start, site.key(), random.nextLong()));
        follow(new PageFollower(relay(site), category, start, site.key(), random.nextLong()));
        follow(new CommandFollower(slowRelay(site), section, start, folder, site.key(), random.nextLong()));

        for (int step = 1; step <= STEPS; step++) {
            restarts.at((double) step / STEPS);
            newsroom.publish(ARTICLES / STEPS);
            for (int i = 0; i < ARTICLES / STEPS / 2; i++) {
                newsroom.change();
            }
            awaitCuts((double) step / STEPS, newsroom);
        }
        restarts.await();
        long last = newsroom.publishEverywhere(0);
        followers.keySet().forEach(follower -> follower.endAt(last));

        await().atMost(SOON).until(() -> site.publications().end() > last);
        List<Event> log = site.articleEvents().all();
        List<Change> changes = Change.of(log).stream()
                .filter(change -> change.position() > start && change.position() <= last)
                .toList();
        followers.forEach((follower, heard) -> {
            List<Heard> expected = follower.expected(changes);
            System.out.println("CutOffTest: " + follower + ", " + expected.size() + " events");
            assertThat(heard).as("%s", follower).succeedsWithin(SOON);
            compare(follower, heard.join(), expected);
            assertThat(expected).extracting(Heard::event).contains("published", "revised", "moved", "withdrawn");
        });
        assertThat(category.of(changes)).extracting(Heard::left).contains(true, false);
        nothingAcknowledgedIsMissing(newsroom, log);
    }

    private static void compare(Follower follower, List<Heard> heard, List<Heard> expected) {
        for (int i = 0; i < Math.max(heard.size(), expected.size()); i++) {
            assertThat(heard.subList(i, Math.min(i + 3, heard.size())))
                    .as("what comes after %s events, with %s", i, follower)
                    .isEqualTo(expected.subList(i, Math.min(i + 3, expected.size())));
        }
    }

    private static void nothingAcknowledgedIsMissing(Newsroom newsroom, List<Event> log) {
        Map<Long, String> articles = new LinkedHashMap<>();
        log.forEach(event -> articles.put(event.position(), String.valueOf(event.key())));
        assertThat(articles).containsAllEntriesOf(newsroom.acknowledged());
    }

    private Relay relay(Site site) {
        return new Relay(site.address(), CUTS, 40, random.nextLong());
    }

    /** For a client that waits longer and longer if nothing came through. */
    private Relay slowRelay(Site site) {
        return new Relay(site.address(), COMMAND_CUTS, 400, random.nextLong());
    }

    private void follow(Follower follower) {
        followers.put(follower, follower.start());
    }

    /** Until each was cut off so often, of the times that it is to be; the newsroom goes on meanwhile. */
    private void awaitCuts(double part, Newsroom newsroom) {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (followers.keySet().stream().anyMatch(follower -> follower.cutsDone() < part)) {
            newsroom.change();
            followers.values().stream()
                    .filter(CompletableFuture::isCompletedExceptionally)
                    .forEach(CompletableFuture::join);
            assertThat(System.nanoTime()).as("%s", followers.keySet()).isLessThan(deadline);
            try {
                TimeUnit.MILLISECONDS.sleep(random.nextInt(100));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @AfterEach
    void end() {
        new ArrayList<>(followers.keySet()).forEach(Follower::close);
    }
}
