package org.dibao.delivery.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dibao.contract.article.Position;
import org.dibao.delivery.progress.Progress.Waiting;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final Progress progress = ProgressBuilder.builder(Progress.startingAfter("log", new Position(20), 0))
            .waiting(List.of(waiting(7), waiting(15)))
            .redelivery(new Redelivering(1, new Position(18)))
            .build();

    @Test
    void whatIsStillInTheLogStays() {
        assertThat(progress.upTo(new Position(20))).isEqualTo(progress);
    }

    @Test
    void whatIsGoneFromTheLogIsNotWaitedFor() {
        Progress restored = progress.upTo(new Position(10));

        assertThat(restored.cursor()).isEqualTo(new Position(10));
        assertThat(restored.waiting()).containsExactly(waiting(7));
        assertThat(restored.redelivery()).isNull();
    }

    private static Waiting waiting(long position) {
        return new Waiting(new Position(position), "article", 1, null, null, false);
    }
}
