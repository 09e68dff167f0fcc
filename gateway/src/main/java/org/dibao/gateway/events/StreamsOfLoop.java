package org.dibao.gateway.events;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The streams of one event loop. All of them are told of new events in one pass, which gives way to other connections
 * every few streams. The first event is passed on at once. While more keep coming, the slices of a pass are spread evenly, so
 * that pages do not wait for a burst of writes: passes take a twentieth of the loop's time, or more if events would otherwise
 * wait too long, but never more than half of it. What is published between two passes is sent in one write, and a write costs
 * more than what is in it: during an import this leaves the processor to the import and to the pages.
 */
final class StreamsOfLoop {
    /** Streams that are served before other work of the event loop. */
    private static final int SLICE = 64;

    private final EventLoop loop;
    private final Duration tick;
    private final Duration maxDelay;
    private final Runnable stalled;
    /** Counts new events; not zero while a pass is under way or scheduled. */
    private final AtomicInteger news = new AtomicInteger();

    // Confined to the event loop.
    private final SharedRuns runs = new SharedRuns();
    private final Set<OpenStream> streams = new LinkedHashSet<>();
    private OpenStream @Nullable [] all = {};
    private @Nullable Future<?> ticking;

    /**
     * @param maxDelay how long events may wait for a pass, if passes take less time than that
     * @param stalled  called when a stream is ended because nothing is read from it
     */
    StreamsOfLoop(EventLoop loop, Duration tick, Duration maxDelay, Runnable stalled) {
        this.loop = loop;
        this.tick = tick;
        this.maxDelay = maxDelay;
        this.stalled = stalled;
    }

    SharedRuns runs() {
        return runs;
    }

    void add(OpenStream stream) {
        loop.execute(() -> {
            streams.add(stream);
            all = null;
            if (ticking == null) {
                ticking = loop.scheduleAtFixedRate(this::tick, tick.toNanos(), tick.toNanos(), TimeUnit.NANOSECONDS);
            }
            stream.pump();
        });
    }

    void remove(OpenStream stream) {
        loop.execute(() -> {
            streams.remove(stream);
            all = null;
            if (streams.isEmpty() && ticking != null) {
                ticking.cancel(false);
                ticking = null;
                runs.clear();
            }
        });
    }

    /** Any thread. */
    void newEvents() {
        if (news.getAndIncrement() == 0) {
            loop.execute(() -> pass(false));
        }
    }

    /** @param steady whether events keep coming */
    private void pass(boolean steady) {
        slice(all(), 0, 0, news.get(), steady);
    }

    /** @param heard how much news there was when this pass began; what came since needs another one */
    private void slice(OpenStream[] these, int from, long before, int heard, boolean steady) {
        long start = System.nanoTime();
        int to = Math.min(these.length, from + SLICE);
        for (int i = from; i < to; i++) {
            these[i].pump();
        }
        long taken = System.nanoTime() - start;
        long pause = steady ? pause(taken, maxDelay.toNanos() / slices(these)) : 0;
        if (to < these.length) {
            loop.schedule(() -> slice(these, to, before + taken, heard, steady), pause, TimeUnit.NANOSECONDS);
        } else if (news.addAndGet(-heard) > 0) {
            loop.schedule(
                    () -> pass(true), steady ? pause : pause(before + taken, maxDelay.toNanos()), TimeUnit.NANOSECONDS);
        }
    }

    private static int slices(OpenStream[] these) {
        return Math.max(1, (these.length + SLICE - 1) / SLICE);
    }

    /**
     * How long after a pass, or a slice of one, the next begins.
     *
     * @param taken the time that it has taken
     */
    static long pause(long taken, long maxDelay) {
        return Math.max(taken, Math.min(19 * taken, maxDelay));
    }

    private OpenStream[] all() {
        OpenStream[] known = all;
        if (known == null) {
            known = streams.toArray(OpenStream[]::new);
            all = known;
        }
        return known;
    }

    private void tick() {
        for (OpenStream stream : all()) {
            if (!stream.tick()) {
                stalled.run();
                stream.channel().close();
            }
        }
    }

    void endAll(String why) {
        loop.execute(() -> streams.forEach(stream -> stream.end(why)));
    }
}
