package org.dibao.acceptance.chaos.traffic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.dibao.acceptance.chaos.truth.Finding;
import org.dibao.acceptance.client.Site;
import org.dibao.acceptance.subscriber.Change;
import org.dibao.acceptance.subscriber.Follower;
import org.dibao.acceptance.subscriber.Heard;
import org.dibao.acceptance.subscriber.NdjsonFollower;
import org.dibao.acceptance.subscriber.PageFollower;
import org.dibao.acceptance.subscriber.Relay;
import org.dibao.acceptance.subscriber.SseFollower;
import org.dibao.acceptance.subscriber.Subscription;

/** Those that follow the stream for a round, each of another kind, and are cut off again and again. */
public final class Subscribers implements AutoCloseable {
    private static final int PAUSE_MILLIS = 400;

    private final Map<Follower, CompletableFuture<List<Heard>>> followers = new LinkedHashMap<>();
    private final Site site;
    private final Random random;

    /** @param start the last position before the round */
    public Subscribers(Site site, String category, long start, long seed) {
        this.site = site;
        this.random = new Random(seed);
        Subscription one = Subscription.toCategory(category);
        follow(new SseFollower(relay(), Subscription.toAll(), start, site.key()));
        follow(new SseFollower(relay(), one, start, site.key()));
        follow(new NdjsonFollower(relay(), Subscription.toAllOutcomes(), start, site.key()));
        follow(new PageFollower(relay(), Subscription.toAll(), start, site.key(), random.nextLong()));
        follow(new PageFollower(relay(), one, start, site.key(), random.nextLong()));
    }

    private Relay relay() {
        return new Relay(site.address(), Integer.MAX_VALUE, PAUSE_MILLIS, random.nextLong());
    }

    private void follow(Follower follower) {
        followers.put(follower, follower.start());
    }

    /**
     * What they missed, or had wrongly.
     *
     * @param changes of the round, the last of which all of them hear of
     */
    public List<Finding> compare(List<Change> changes, Duration patience) {
        long last = changes.getLast().position();
        followers.keySet().forEach(follower -> follower.endAt(last));
        List<Finding> findings = new ArrayList<>();
        followers.forEach((follower, hearing) -> {
            try {
                List<Heard> heard = hearing.get(patience.toMillis(), TimeUnit.MILLISECONDS);
                List<Heard> expected = follower.expected(changes);
                for (int i = 0; i < Math.max(heard.size(), expected.size()); i++) {
                    if (i >= heard.size()
                            || i >= expected.size()
                            || !heard.get(i).equals(expected.get(i))) {
                        findings.add(hole(
                                follower + " heard " + tail(heard, i) + " where " + tail(expected, i) + " is due"));
                        return;
                    }
                }
            } catch (ExecutionException e) {
                findings.add(hole(follower + ": " + e.getCause()));
            } catch (TimeoutException e) {
                findings.add(hole(follower + " did not come to " + last + " within " + patience));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        return findings;
    }

    private static List<Heard> tail(List<Heard> heard, int from) {
        return heard.subList(Math.min(from, heard.size()), Math.min(from + 3, heard.size()));
    }

    private static Finding hole(String what) {
        return new Finding(Finding.Kind.HOLE, what);
    }

    @Override
    public void close() {
        followers.keySet().forEach(Follower::close);
    }
}
