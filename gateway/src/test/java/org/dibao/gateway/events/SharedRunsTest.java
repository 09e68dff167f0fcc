package org.dibao.gateway.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dibao.contract.article.Position;
import org.dibao.eventlog.publicevents.EventFilter;
import org.junit.jupiter.api.Test;

/** What streams of one event loop share. */
class SharedRunsTest {
    private final SharedRuns runs = new SharedRuns();

    @Test
    void onlyStreamsThatAreGivenTheSameShareARun() {
        SharedRuns.Run run = add(place("harbour", EventFormat.SSE, 7, 5));

        assertThat(runs.next(place("harbour", EventFormat.SSE, 7, 5))).isSameAs(run);
        assertThat(runs.next(place("river", EventFormat.SSE, 7, 5))).isNull();
        assertThat(runs.next(place("harbour", EventFormat.NDJSON, 7, 5))).isNull();
        assertThat(runs.next(place("harbour", EventFormat.SSE, 8, 5))).isNull();
        assertThat(runs.next(place("harbour", EventFormat.SSE, 7, 6))).isNull();
    }

    @Test
    void theOnesUsedLastAreKeptAndTheOthersReleased() {
        SharedRuns.Place used = place("harbour", EventFormat.SSE, 0, 0);
        add(used);
        List<ByteBuf> others = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            others.add(add(place("harbour", EventFormat.SSE, i, 0)).bytes());
            assertThat(runs.next(used)).isNotNull();
        }
        assertThat(others.getFirst().refCnt()).isZero();
        assertThat(others.getLast().refCnt()).isOne();
        assertThat(others.stream().filter(bytes -> bytes.refCnt() > 0).count()).isLessThan(20);

        runs.clear();
        assertThat(others).allMatch(bytes -> bytes.refCnt() == 0);
        assertThat(runs.next(used)).isNull();
    }

    private SharedRuns.Run add(SharedRuns.Place place) {
        SharedRuns.Run run = new SharedRuns.Run(
                place,
                Unpooled.buffer().writeInt(1),
                place.position().next(),
                place.position().next(),
                () -> {});
        runs.add(run);
        return run;
    }

    private static SharedRuns.Place place(String category, EventFormat format, long position, long told) {
        return new SharedRuns.Place(
                EventFilter.of(Map.of("category", List.of(category)), false, 10),
                format,
                new Position(position),
                new Position(told));
    }
}
