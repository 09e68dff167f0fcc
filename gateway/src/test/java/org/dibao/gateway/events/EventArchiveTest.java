package org.dibao.gateway.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.dibao.contract.article.Position;
import org.dibao.contract.publication.Publication;
import org.dibao.eventlog.publicevents.EventArchive;
import org.dibao.eventlog.publicevents.LogEvent;
import org.dibao.gateway.Samples;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Subscribers who catch up together read the log once. */
class EventArchiveTest {
    private static final Position END = new Position(1999);

    private final AtomicInteger readings = new AtomicInteger();
    private final Sinks.Empty<Void> answer = Sinks.empty();
    private final EventArchive archive = new EventArchive(this::read, 1000);

    @Test
    void thoseAtTheSamePlaceWaitForOneReading() {
        Mono<Void> first = archive.load(new Position(3), END);
        Mono<Void> second = archive.load(new Position(400), END);
        AtomicInteger loaded = new AtomicInteger();
        first.subscribe(null, null, loaded::incrementAndGet);
        second.subscribe(null, null, loaded::incrementAndGet);

        answer.tryEmitEmpty();

        assertThat(loaded).hasValue(2);
        assertThat(readings).hasValue(1);
        assertThat(positions(archive.after(new Position(400), 3))).containsExactly(401L, 402L, 403L);
    }

    @Test
    void whatWasLoadedSinceItWasFoundMissingIsNotReadAgain() {
        answer.tryEmitEmpty();
        archive.load(new Position(3), END).block();

        archive.load(new Position(3), END).block();

        assertThat(readings).hasValue(1);
    }

    @Test
    void aBlockThatWasNotFullYetIsReadAgain() {
        answer.tryEmitEmpty();
        archive.load(new Position(3), new Position(5)).block();
        assertThat(archive.after(new Position(5), 3)).isNull();

        archive.load(new Position(5), END).block();

        assertThat(readings).hasValue(2);
        assertThat(positions(archive.after(new Position(5), 3))).containsExactly(6L, 7L, 8L);
    }

    private Mono<List<Publication>> read(Position after, int max) {
        return answer.asMono().then(Mono.fromSupplier(() -> {
            readings.incrementAndGet();
            return LongStream.rangeClosed(after.value() + 1, Math.min(after.value() + max, END.value()))
                    .mapToObj(position -> Samples.publication(position, Samples.live("a" + position, 1)))
                    .toList();
        }));
    }

    private static List<Long> positions(@Nullable List<LogEvent> events) {
        return events == null
                ? List.of()
                : events.stream().map(event -> event.position().value()).toList();
    }
}
