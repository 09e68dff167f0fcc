package org.dibao.delivery.dispatch;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.dibao.contract.article.Position;
import org.dibao.delivery.subscription.Subscription.Ordering;
import org.junit.jupiter.api.Test;

class ParcelsTest {
    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");

    private final Parcels parcels = new Parcels(Ordering.ARTICLE, List.of());

    @Test
    void anotherOrderHoldsForWhatHasBeenTakenBefore() {
        parcels.take(new Position(1), "a", false);
        parcels.take(new Position(2), "a", false);
        parcels.take(new Position(3), "b", false);

        parcels.order(Ordering.STRICT);
        assertThat(sendAll()).containsExactly(1L);

        parcels.order(Ordering.ARTICLE);
        assertThat(sendAll()).containsExactly(1L, 3L);
        assertThat(parcels.waiting()).extracting(one -> one.position().value()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void anotherOrderForgetsNoDelay() {
        parcels.take(new Position(1), "a", false);
        Parcel failed = requireNonNull(parcels.sendDue(NOW));
        parcels.sendAgainAt(failed, NOW.plusSeconds(5));

        parcels.order(Ordering.STRICT);

        assertThat(parcels.sendDue(NOW.plusSeconds(4))).isNull();
        assertThat(parcels.nextDue()).isEqualTo(NOW.plusSeconds(5));
    }

    /** Whatever may be under way at once; nothing is afterwards. */
    private List<Long> sendAll() {
        List<Parcel> sent = new ArrayList<>();
        for (Parcel next = parcels.sendDue(NOW); next != null; next = parcels.sendDue(NOW)) {
            sent.add(next);
        }
        sent.forEach(parcel -> parcels.sendAgainAt(parcel, Instant.MIN));
        return sent.stream().map(parcel -> parcel.position.value()).toList();
    }
}
