package org.dibao.acceptance.subscriber;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A subscriber who connects again after every break, until it has heard of the last position that there is. */
public abstract class Follower implements AutoCloseable {
    static final JsonMapper JSON = JsonMapper.builder().build();

    private final String name;
    private final Relay relay;
    private final Subscription subscription;
    private final List<Heard> heard = new ArrayList<>();
    private volatile long last = Long.MAX_VALUE;
    private volatile long reached;
    private volatile String cursor;

    /** @param start the position after which it begins */
    Follower(String name, Relay relay, Subscription subscription, long start) {
        this.name = name;
        this.relay = relay;
        this.subscription = subscription;
        this.reached = start;
        this.cursor = Long.toString(start);
    }

    /** Connects, takes what comes, and returns when the connection has ended or {@link #isDone()}. */
    abstract void connect() throws IOException;

    /** Completes with everything that it heard. */
    public CompletableFuture<List<Heard>> start() {
        relay.begin();
        return CompletableFuture.supplyAsync(this::follow, Thread::startVirtualThread);
    }

    private List<Heard> follow() {
        while (!isDone()) {
            try {
                connect();
            } catch (IOException e) {
                // The connection broke: on from the same place.
            }
        }
        return heard;
    }

    /** After this one nothing more is to be waited for. */
    public void endAt(long position) {
        last = position;
        if (isDone()) {
            relay.close(); // it may be waiting for more
        }
    }

    boolean isDone() {
        return reached >= last;
    }

    Relay relay() {
        return relay;
    }

    /** How often it has been cut off, of the times that it is to be. */
    public double cutsDone() {
        return relay.cutsDone();
    }

    Subscription subscription() {
        return subscription;
    }

    /** What it goes on after. */
    String cursor() {
        return cursor;
    }

    long reached() {
        return reached;
    }

    /** An event or a cursor, or the notice that the stream ends. */
    void take(JsonNode event) {
        String kind = event.path("event").asString();
        if (kind.equals("closing")) {
            return;
        }
        if (!kind.equals("cursor")) {
            assertThat(event.path("previous").asLong())
                    .as("the position before, in %s for %s", event, this)
                    .isEqualTo(reached);
            add(event);
        }
        moveTo(event.path("cursor").asString());
    }

    void add(JsonNode event) {
        heard.add(new Heard(
                event.path("position").asLong(),
                event.path("event").asString(),
                event.path("left").asBoolean(false)));
    }

    void moveTo(String to) {
        String position = to.split("-", 2)[0];
        reached = position.equals("beginning") ? -1 : Long.parseLong(position);
        cursor = to;
    }

    /** What should be heard of these changes. */
    public List<Heard> expected(List<Change> changes) {
        return subscription.of(changes);
    }

    @Override
    public void close() {
        relay.close();
    }

    @Override
    public String toString() {
        return name + " of " + subscription + " at " + reached + " after " + relay.cuts() + " cuts";
    }
}
