package org.dibao.gateway.events;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The open streams, by the event loop that serves their connections. Thread-safe. */
@Component
final class OpenStreams implements EventLog.Listener {
    private static final String STOPPING = "the gateway is shutting down";

    private final EventSettings settings;
    private final Counter stalled;
    private final AtomicInteger count = new AtomicInteger();
    private final Map<String, Integer> perAddress = new ConcurrentHashMap<>();
    private final Map<EventLoop, StreamsOfLoop> loops = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> allOver = new CompletableFuture<>();
    private volatile boolean stopped;

    OpenStreams(EventLog events, EventSettings settings, MeterRegistry meters) {
        this.settings = settings;
        Gauge.builder("dibao.gateway.subscribers", count, AtomicInteger::get)
                .description("Open event streams")
                .register(meters);
        this.stalled = Counter.builder("dibao.gateway.subscribers.dropped")
                .description("Event streams ended because nothing was read from them")
                .register(meters);
        events.register(this);
    }

    /**
     * Takes a place for a stream.
     *
     * @param address the client's, if it is known
     * @return absent if there is no place; must be closed
     */
    Optional<Place> enter(@Nullable String address) {
        boolean room = count.incrementAndGet() <= settings.maxSubscribers();
        boolean roomThere = address == null || perAddress.merge(address, 1, Integer::sum) <= settings.maxPerAddress();
        if (stopped || !room || !roomThere) {
            leave(address);
            return Optional.empty();
        }
        return Optional.of(new Place(address));
    }

    private void leave(@Nullable String address) {
        count.decrementAndGet();
        if (address != null) {
            perAddress.computeIfPresent(address, (_, there) -> there == 1 ? null : there - 1);
        }
        completeIfEmpty();
    }

    /** A stream's place. */
    final class Place implements AutoCloseable {
        private final @Nullable String address;
        private final AtomicBoolean left = new AtomicBoolean();

        private Place(@Nullable String address) {
            this.address = address;
        }

        /** Gives it back. To do so again has no effect. */
        @Override
        public void close() {
            if (left.compareAndSet(false, true)) {
                leave(address);
            }
        }
    }

    /** What the streams of an event loop share. */
    SharedRuns runs(EventLoop loop) {
        return loop(loop).runs();
    }

    /** From now on the stream hears of new events. */
    void add(OpenStream stream) {
        loop(stream.channel().eventLoop()).add(stream);
        if (stopped) {
            stream.end(STOPPING);
        }
    }

    void remove(OpenStream stream) {
        loop(stream.channel().eventLoop()).remove(stream);
    }

    private StreamsOfLoop loop(EventLoop eventLoop) {
        Duration tick = Duration.ofMillis(Math.clamp(settings.heartbeat().toMillis() / 10, 20, 1000));
        return loops.computeIfAbsent(
                eventLoop, loop -> new StreamsOfLoop(loop, tick, settings.maxDelay(), stalled::increment));
    }

    @Override
    public void newEvents() {
        loops.values().forEach(StreamsOfLoop::newEvents);
    }

    @Override
    public CompletableFuture<Void> stopping() {
        stopped = true;
        loops.values().forEach(loop -> loop.endAll(STOPPING));
        completeIfEmpty();
        return allOver;
    }

    private void completeIfEmpty() {
        if (stopped && count.get() == 0) {
            allOver.complete(null);
        }
    }
}
