package org.dibao.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dibao.contract.article.Position;
import org.junit.jupiter.api.Test;

class FenceTest {
    private final Fence fence = new Fence(2);

    private boolean fresh(long position, String... keys) {
        return fence.isFresh(new Position(position), List.of(keys));
    }

    @Test
    void nothingIsFreshBeforeItIsKnownWherePurgesBegin() {
        assertThat(fresh(1_000, "home")).isFalse();
        fence.startAfter(new Position(10));
        assertThat(fresh(10, "home")).isTrue();
        assertThat(fresh(9, "home")).isFalse();
    }

    @Test
    void aPageIsFreshIfNoneOfItsKeysWasPurgedAfterIt() {
        fence.startAfter(Position.NONE);
        fence.purge("home", new Position(5));
        assertThat(fresh(4, "home")).isFalse();
        assertThat(fresh(4, "other")).isTrue();
        assertThat(fresh(4, "other", "home")).isFalse();
        assertThat(fresh(5, "home")).isTrue();
    }

    @Test
    void whatIsForgottenBecomesTheFloor() {
        fence.startAfter(Position.NONE);
        fence.purge("a", new Position(5));
        fence.purge("b", new Position(6));
        fence.purge("a", new Position(7));
        fence.purge("c", new Position(8)); // forgets b, whose purge is the oldest
        assertThat(fresh(5, "x")).isFalse();
        assertThat(fresh(6, "x")).isTrue();
        assertThat(fresh(6, "a")).isFalse();
    }
}
