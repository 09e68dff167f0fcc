package org.dibao.render.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/** A stale index is told where people look, and takes no instance out of service. */
class SearchHealthTest {

    @Test
    void aStaleIndexIsAProblemThatStopsNothing() {
        Health stale = SearchHealth.of(new SearchState.Following(), 101, 100).build();
        assertThat(stale.getStatus()).isEqualTo(Status.UP);
        assertThat(stale.getDetails())
                .containsEntry("problem", "the index is stale: it lacks what the last 101 positions changed")
                .containsEntry("lag", 101L);
    }

    @Test
    void aLittleBehindIsNone() {
        assertThat(SearchHealth.of(new SearchState.Following(), 100, 100)
                        .build()
                        .getDetails())
                .doesNotContainKey("problem");
    }

    @Test
    void anIndexThatIsOutOfReachIsDown() {
        Health waiting = SearchHealth.of(new SearchState.Waiting("the folder is in use"), 0, 100)
                .build();
        assertThat(waiting.getStatus()).isEqualTo(Status.DOWN);
        assertThat(waiting.getDetails()).containsEntry("waiting", "the folder is in use");
    }
}
