package org.dibao.gateway.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.dibao.contract.article.Position;
import org.dibao.eventlog.publicevents.LogEvent;
import org.dibao.gateway.Samples;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Subscribers who catch up together read the log once. */
class EventArchiveTest {
    private static final Position END = new Position(4999);

    private final AtomicInteger readings = new AtomicInteger();
    private final AtomicInteger read = new AtomicInteger();
    private final AtomicLong now = new AtomicLong();
    private final Sinks.Empty<Void> answer = Sinks.empty();
    private final EventArchive archive = new EventArchive(this::read, 1000, Duration.ofSeconds(10), now::get);

    @Test
    void thoseAtTheSamePlaceWaitForOneReading() {
        Mono<Void> first = archive.load(new Position(3), END, null);
        Mono<Void> second = archive.load(new Position(400), END, null);
        AtomicInteger loaded = new AtomicInteger();
        first.subscribe(null, null, loaded::incrementAndGet);
        second.subscribe(null, null, loaded::incrementAndGet);

        answer.tryEmitEmpty();

        assertThat(loaded).hasValue(2);
        assertThat(readings).hasValue(1);
        assertThat(positions(archive.after(new Position(400), 3, null))).containsExactly(401L, 402L, 403L);
    }

    @Test
    void whatWasLoadedSinceItWasFoundMissingIsNotReadAgain() {
        answer.tryEmitEmpty();
        archive.load(new Position(3), END, null).block();

        archive.load(new Position(3), END, null).block();

        assertThat(readings).hasValue(1);
    }

    @Test
    void aBlockThatWasNotFullYetIsReadAgain() {
        answer.tryEmitEmpty();
        archive.load(new Position(3), new Position(5), null).block();
        assertThat(archive.after(new Position(5), 3, null)).isNull();

        archive.load(new Position(5), END, null).block();

        assertThat(readings).hasValue(2);
        assertThat(positions(archive.after(new Position(5), 3, null))).containsExactly(6L, 7L, 8L);
    }

    @Test
    void theForemostWaitsForASlowerOneWithinReach() {
        answer.tryEmitEmpty();
        EventArchive.Place slow = new EventArchive.Place();
        EventArchive.Place fast = new EventArchive.Place();
        pass(slow, 0);
        pass(fast, 0);
        noMoreBegin();
        pass(fast, 500);

        CompletableFuture<Void> third = load(fast, 1000);
        assertThat(third).isNotDone();
        pass(slow, 0); // what it needs is still there
        pass(slow, 500);

        assertThat(third).succeedsWithin(Duration.ofSeconds(10));
        assertThat(readings).hasValue(3);
    }

    @Test
    void nobodyWaitsForOneWhoDoesNotMoveOn() {
        answer.tryEmitEmpty();
        EventArchive.Place slow = new EventArchive.Place();
        EventArchive.Place fast = new EventArchive.Place();
        pass(slow, 0);
        pass(fast, 0);
        noMoreBegin();
        pass(fast, 500);
        CompletableFuture<Void> third = load(fast, 1000);
        assertThat(third).isNotDone();

        now.addAndGet(Duration.ofSeconds(11).toNanos());

        assertThat(third).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void nobodyWaitsForOneWhoIsMuchSlowerThanTheOthers() {
        answer.tryEmitEmpty();
        for (int i = 0; i < 500; i++) { // they take 10 ms for a block
            EventArchive.Place other = new EventArchive.Place();
            pass(other, 0);
            now.addAndGet(Duration.ofMillis(10).toNanos());
            pass(other, 500);
        }
        EventArchive.Place slow = new EventArchive.Place();
        EventArchive.Place fast = new EventArchive.Place();
        pass(slow, 0);
        pass(fast, 0);
        noMoreBegin();
        pass(fast, 500);
        CompletableFuture<Void> third = load(fast, 1000);
        assertThat(third).isNotDone();

        now.addAndGet(Duration.ofSeconds(2).toNanos());

        assertThat(third).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void nobodyWaitsForThoseWhoAreFarBehind() {
        answer.tryEmitEmpty();
        EventArchive.Place behind = new EventArchive.Place();
        EventArchive.Place ahead = new EventArchive.Place();
        pass(behind, 0);
        pass(ahead, 1500);

        assertThat(load(behind, 500)).succeedsWithin(Duration.ofSeconds(10));
        assertThat(readings).hasValue(3);
    }

    @Test
    void whatThoseNeedWhoAreStillBeginningIsKept() {
        answer.tryEmitEmpty();
        EventArchive.Place first = new EventArchive.Place();
        pass(first, 0);
        pass(first, 500);
        CompletableFuture<Void> third = load(first, 1000);
        for (int i = 0; i < 5; i++) {
            now.addAndGet(Duration.ofMillis(200).toNanos());
            EventArchive.Place next = new EventArchive.Place();
            pass(next, 0);
            pass(next, 500);
            assertThat(third).isNotDone();
        }

        noMoreBegin();

        assertThat(third).succeedsWithin(Duration.ofSeconds(10));
        assertThat(readings).hasValue(3);
    }

    @Test
    void nobodyWaitsForEverForThoseWhoBegin() {
        answer.tryEmitEmpty();
        EventArchive.Place first = new EventArchive.Place();
        pass(first, 0);
        pass(first, 500);
        CompletableFuture<Void> third = load(first, 1000);
        for (int i = 0; i < 51; i++) {
            assertThat(third).isNotDone();
            now.addAndGet(Duration.ofMillis(200).toNanos());
            EventArchive.Place next = new EventArchive.Place();
            archive.after(new Position(-1), 1, next);
            archive.after(new Position(1999), 1, next);
        }

        assertThat(third).succeedsWithin(Duration.ofSeconds(10));
    }

    /** Subscribers start at the same place and read at random. */
    @Test
    void manyWhoCatchUpTogetherReadTheLogOnce() {
        long seed = Long.getLong("dibao.seed", System.nanoTime());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        answer.tryEmitEmpty();
        int subscribers = 20;
        long[] at = new long[subscribers];
        Arrays.fill(at, -1);
        List<EventArchive.Place> places =
                Stream.generate(EventArchive.Place::new).limit(subscribers).toList();
        List<CompletableFuture<Void>> loads =
                new ArrayList<>(Collections.nCopies(subscribers, CompletableFuture.<Void>completedFuture(null)));
        places.forEach(place -> archive.after(new Position(-1), 200, place));
        noMoreBegin();
        while (Arrays.stream(at).anyMatch(it -> it < END.value())) {
            int one = random.nextInt(random.nextInt(subscribers) + 1); // the first ones are the fastest
            if (at[one] == END.value() || !loads.get(one).isDone()) {
                continue;
            }
            Position position = new Position(at[one]);
            List<LogEvent> run = archive.after(position, 200, places.get(one));
            if (run == null) {
                loads.set(one, archive.load(position, END, places.get(one)).toFuture());
            } else {
                assertThat(run.getFirst().position()).isEqualTo(position.next());
                at[one] = run.getLast().position().value();
            }
        }
        assertThat(read).hasValue((int) END.value() + 1);
    }

    private void noMoreBegin() {
        now.addAndGet(Duration.ofMillis(400).toNanos());
    }

    /** A subscriber gets the first event of a block. */
    private void pass(EventArchive.Place place, long first) {
        assertThat(load(place, first)).succeedsWithin(Duration.ofSeconds(10));
        assertThat(archive.after(new Position(first - 1), 1, place)).hasSize(1);
    }

    private CompletableFuture<Void> load(EventArchive.Place place, long first) {
        archive.after(new Position(first - 1), 1, place);
        return archive.load(new Position(first - 1), END, place).toFuture();
    }

    private Mono<List<LogEvent>> read(Position after, int max) {
        return answer.asMono().then(Mono.fromSupplier(() -> {
            readings.incrementAndGet();
            read.addAndGet((int) Math.min(max, END.value() - after.value()));
            return LongStream.rangeClosed(after.value() + 1, Math.min(after.value() + max, END.value()))
                    .mapToObj(position -> LogEvent.of(Samples.publication(position, Samples.live("a" + position, 1))))
                    .toList();
        }));
    }

    private static List<Long> positions(@Nullable List<LogEvent> events) {
        return events == null
                ? List.of()
                : events.stream().map(event -> event.position().value()).toList();
    }
}
