package org.dibao.delivery.kafka;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.dibao.contract.article.Position;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.wire.Codec;
import org.dibao.contract.wire.EventMessage;
import org.dibao.contract.wire.Headers;
import org.dibao.delivery.Heap;
import org.dibao.delivery.Publications;
import org.dibao.delivery.kafka.EventBlocks.Run;
import org.dibao.eventlog.ReceivedRecord;
import org.dibao.eventlog.publicevents.CloudEventsJson;
import org.dibao.eventlog.publicevents.LogEvent;
import org.dibao.eventlog.publicevents.RecentEvents;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Events in memory are limited by number and by size, and whoever reads them gets each one once and in order all the same. */
class EventBlocksTest {
    private static final int MB = 1 << 20;
    private static final long LAST = 2_999;

    private final Set<Long> readings = new HashSet<>();
    private int read;
    private int longest;
    /** Of each publication's tags. */
    private int size = 4_000;

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();

    @AfterEach
    void realTime() {
        VirtualTimeScheduler.reset();
    }

    @Test
    void largeEventsAreReadInParts() {
        EventBlocks blocks = new EventBlocks(this::read, 100_000, MB);

        assertThat(everything(blocks)).containsExactlyElementsOf(positions());
        assertThat(longest).isLessThan(20);
    }

    @Test
    void smallOnesByTheBlock() {
        size = 10;
        EventBlocks blocks = new EventBlocks(this::read, 100_000, 100 * MB);

        assertThat(everything(blocks)).containsExactlyElementsOf(positions());
        assertThat(readings).containsExactlyInAnyOrder(-1L, 499L, 999L, 1499L, 1999L, 2499L);
    }

    /** By this release, which may be upgraded meanwhile; what comes before it is had at once. */
    @Test
    void whatCannotBeReadIsWaitedForAndNotPassedOver() {
        size = 10;
        AtomicBoolean readable = new AtomicBoolean();
        PastEvents past = new PastEvents();
        EventBlocks blocks = new EventBlocks(
                (after, max, _) -> Mono.fromSupplier(() -> past.run(LongStream.rangeClosed(after.value() + 1, 9)
                        .limit(max)
                        .mapToObj(at -> record(at, at != 7 || readable.get()))
                        .toList())),
                100_000,
                100 * MB);
        Position before = new Position(6);

        assertThat(load(blocks, -1))
                .extracting(event -> event.position().value())
                .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(past.trouble()).isNull();
        for (int tries = 0; tries < 2; tries++) {
            assertThatThrownBy(() -> blocks.load(before, new Position(9)).block())
                    .hasMessageContaining("offset 7 of publications")
                    .hasMessageContaining("needs a newer release");
            assertThat(blocks.after(before, 1)).isNull();
            assertThat(past.trouble()).contains("offset 7 of publications");
        }

        readable.set(true);
        blocks.load(before, new Position(9)).block();
        assertThat(blocks.after(before, 7))
                .extracting(event -> event.position().value())
                .containsExactly(7L, 8L, 9L);
        assertThat(past.trouble()).isNull();
    }

    private ReceivedRecord record(long at, boolean readable) {
        EventMessage message = Codec.write(publication(at));
        Map<String, String> headers = new HashMap<>(message.headers());
        if (!readable) {
            headers.computeIfPresent(Headers.TYPE, (_, type) -> type.replace(".v1", ".v9"));
        }
        return new ReceivedRecord(at, Instant.EPOCH, null, headers, message.value());
    }

    @Test
    void aPartThatWasDroppedIsReadAgainInTheSamePlaces() {
        EventBlocks blocks = new EventBlocks(this::read, 100_000, MB);
        everything(blocks);
        Set<Long> first = Set.copyOf(readings);

        assertThat(load(blocks, 417).getFirst().position().value()).isEqualTo(418);
        everything(blocks);

        assertThat(readings).isEqualTo(first);
    }

    @Test
    void whoeverReadsWhatHasJustBeenReadReadsItFromMemory() {
        EventBlocks blocks = new EventBlocks(this::read, 100_000, MB);
        load(blocks, -1);
        readings.clear();

        load(blocks, 3);

        assertThat(readings).isEmpty();
    }

    @Test
    void thoseWithinReachOfOneAnotherShareOneReadingOfEachPart() {
        VirtualTimeScheduler.set(time);
        EventBlocks blocks = new EventBlocks(this::read, 100_000, 2 * MB, () -> time.now(TimeUnit.NANOSECONDS));
        List<Reader> readers = IntStream.range(0, 10)
                .mapToObj(i -> new Reader(blocks, Duration.ofMillis(5 + i)))
                .toList();

        time.advanceTimeBy(Duration.ofMinutes(1));

        assertThat(readers).allSatisfy(reader -> assertThat(reader.found).containsExactlyElementsOf(positions()));
        assertThat(read).isEqualTo(readings.size());
    }

    @Test
    void oneWhoIsMuchSlowerIsLeftBehind() {
        VirtualTimeScheduler.set(time);
        EventBlocks blocks = new EventBlocks(this::read, 100_000, 2 * MB, () -> time.now(TimeUnit.NANOSECONDS));
        Reader slow = new Reader(blocks, Duration.ofMillis(150));
        new Reader(blocks, Duration.ofSeconds(20));
        List<Reader> quick =
                List.of(new Reader(blocks, Duration.ofMillis(5)), new Reader(blocks, Duration.ofMillis(6)));

        time.advanceTimeBy(Duration.ofSeconds(10));

        assertThat(quick).allSatisfy(reader -> assertThat(reader.found).containsExactlyElementsOf(positions()));
        assertThat(slow.found).hasSizeGreaterThan(300);
        assertThat(read).isLessThan(readings.size() * 3 / 2);
    }

    @Test
    void whatIsKeptTakesNoMoreThanIsReckoned() {
        EventBlocks blocks = new EventBlocks(this::read, 100_000, 16 * MB);
        everything(new EventBlocks(this::read, 100_000, MB));
        long before = Heap.used();

        for (long at = -1; at < LAST; at++) {
            message(load(blocks, at).getFirst());
        }
        long taken = Heap.used() - before;

        assertThat(taken).isBetween(6L * MB, 16L * MB);
        assertThat(load(blocks, LAST - 1)).isNotEmpty();
    }

    @Test
    void theLatestAreKeptAsFarAsThereIsMemory() {
        RecentEvents recent = new RecentEvents(100, 1_000);
        recent.startAfter(new Position(9));
        for (int i = 10; i < 60; i++) {
            recent.add(LogEvent.of(publication(i)), 100);
        }

        assertThat(recent.after(new Position(48), 100)).isNull();
        assertThat(recent.after(new Position(49), 100)).hasSize(10);

        recent.add(LogEvent.of(publication(60)), 5_000);

        assertThat(recent.after(new Position(58), 100)).isNull();
        assertThat(recent.after(new Position(59), 100)).hasSize(1);
    }

    /** Takes seven events at a time, and then does something else. */
    private final class Reader {
        private final EventBlocks blocks;
        private final Duration pause;
        private final List<Long> found = new ArrayList<>();
        private boolean waits;

        Reader(EventBlocks blocks, Duration pause) {
            this.blocks = blocks;
            this.pause = pause;
            time.schedulePeriodically(this::read, 0, pause.toNanos(), TimeUnit.NANOSECONDS);
        }

        private void read() {
            Position at = new Position(found.isEmpty() ? -1 : found.getLast());
            if (waits || at.value() == LAST) {
                return;
            }
            List<LogEvent> events = blocks.after(at, 7);
            if (events == null) {
                waits = true;
                blocks.load(at, new Position(LAST)).subscribe(null, null, () -> waits = false);
            } else {
                events.forEach(event -> found.add(event.position().value()));
            }
        }
    }

    private Mono<Run> read(Position after, int max, long bytes) {
        readings.add(after.value());
        read++;
        List<Publication> publications = new ArrayList<>();
        long size = 0;
        for (long at = after.value() + 1; at <= LAST && publications.size() < max && size < bytes; at++) {
            publications.add(publication(at));
            size += requireNonNull(Codec.write(publications.getLast()).value()).length;
        }
        longest = Math.max(longest, publications.size());
        return Mono.just(new Run(publications.stream().map(LogEvent::of).toList(), size, false));
    }

    private Publication publication(long position) {
        List<String> tags = IntStream.range(0, 30)
                .mapToObj(tag -> "tag " + tag + " " + "x".repeat(size / 30))
                .toList();
        return Publications.revised(position, "article-" + position, Instant.EPOCH, card -> card.tags(tags));
    }

    /** As a subscriber reads it. */
    private static List<Long> everything(EventBlocks blocks) {
        List<Long> found = new ArrayList<>();
        for (long at = -1; at < LAST; at = found.getLast()) {
            load(blocks, at).forEach(event -> found.add(event.position().value()));
        }
        return found;
    }

    private static List<LogEvent> load(EventBlocks blocks, long after) {
        blocks.load(new Position(after), new Position(LAST)).block();
        return requireNonNull(blocks.after(new Position(after), 7));
    }

    private static List<Long> positions() {
        return LongStream.rangeClosed(0, LAST).boxed().toList();
    }

    /** As it is sent, which the event keeps for others. */
    private static void message(LogEvent event) {
        event.frame(
                "test",
                Position.NONE,
                () -> CloudEventsJson.of(event, null, "{" + event.event().members() + "}")
                        .getBytes(StandardCharsets.UTF_8));
    }
}
