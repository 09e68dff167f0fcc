package org.dibao.render.search;

import org.springframework.boot.health.contributor.Health;

/** What {@code /actuator/health} says of search. */
final class SearchHealth {
    private SearchHealth() {}

    /**
     * Up as long as search is available. What is not found yet is a problem that stops nothing.
     *
     * @param lag positions that pages show and search does not find yet
     * @param max more than that is a problem
     */
    static Health.Builder of(SearchState state, long lag, int max) {
        Health.Builder health = switch (state) {
            case SearchState.Following _ -> Health.up();
            case SearchState.Rebuilding r ->
                Health.up().withDetail("rebuilding", r.done() + " of " + r.of() + " articles");
            case SearchState.Waiting waiting -> Health.down().withDetail("waiting", waiting.reason());
        };
        if (lag > max) {
            health.withDetail("problem", "the index is stale: it lacks what the last " + lag + " positions changed");
        }
        return health.withDetail("lag", lag);
    }
}
