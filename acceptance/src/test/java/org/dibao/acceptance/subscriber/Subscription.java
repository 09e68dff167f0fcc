package org.dibao.acceptance.subscriber;

import java.util.List;
import java.util.stream.Stream;
import org.dibao.acceptance.subscriber.Change.Place;
import org.jspecify.annotations.Nullable;

/**
 * What a subscriber asks for.
 *
 * @param outcomes   whether it has the key, and with it all outcomes
 * @param categories any of them; none: all articles
 * @param path       what the article's path begins with; empty for all
 */
public record Subscription(boolean outcomes, List<String> categories, String path) {

    public static Subscription toAll() {
        return new Subscription(false, List.of(), "");
    }

    public static Subscription toAllOutcomes() {
        return new Subscription(true, List.of(), "");
    }

    public static Subscription toCategory(String category) {
        return new Subscription(false, List.of(category), "");
    }

    public static Subscription toPath(String beginning) {
        return new Subscription(false, List.of(), beginning);
    }

    /** The filter's parameters, each with {@code &} before it; all values are plain ASCII. */
    String query() {
        StringBuilder query = new StringBuilder();
        categories.forEach(category -> query.append("&category=").append(category));
        return path.isEmpty() ? query.toString() : query + "&path=" + path;
    }

    /** The filter as options of {@code dibao events}. */
    List<String> options() {
        Stream<String> named = categories.stream().flatMap(category -> Stream.of("--category", category));
        return Stream.concat(named, path.isEmpty() ? Stream.of() : Stream.of("--path", path))
                .toList();
    }

    /** What a subscriber with nothing lost, doubled or misplaced has heard of these changes. */
    public List<Heard> of(List<Change> changes) {
        return changes.stream()
                .filter(change -> change.fact() || outcomes)
                .filter(change -> unfiltered() || matches(change.after()) || matches(change.before()))
                .map(change -> new Heard(change.position(), change.event(), !unfiltered() && !matches(change.after())))
                .toList();
    }

    private boolean unfiltered() {
        return categories.isEmpty() && path.isEmpty();
    }

    private boolean matches(@Nullable Place place) {
        return place != null
                && (categories.isEmpty() || categories.stream().anyMatch(place.categories()::contains))
                && place.path().startsWith(path);
    }
}
