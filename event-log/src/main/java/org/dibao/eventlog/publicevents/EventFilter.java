package org.dibao.eventlog.publicevents;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.event.Result;
import org.dibao.contract.site.Term;
import org.jspecify.annotations.Nullable;

/**
 * Which events a subscriber wants. Of several values of one parameter any may match, of several parameters all must. An
 * article's category, tag, author, language and path match as they are now <em>or</em> as they were before, so that a
 * subscriber learns of an article that leaves.
 *
 * <p>What was erased comes wherever it was: whoever asks for a place may have had it while it was there.
 *
 * <p>Changes of files come only to those that ask for them: by their type, or for all outcomes. Whoever subscribed before there were
 * files gets what they always got.
 *
 * @param all whether outcomes that readers do not see are wanted
 */
public record EventFilter(
        boolean all,
        Set<Result.Kind> types,
        Set<String> articles,
        Set<String> categories,
        Set<String> tags,
        Set<String> authors,
        Set<String> languages,
        Set<String> paths) {

    /** What a filter does with an event. */
    public enum Match {
        NO,
        YES,
        /** It matched before and no longer does. */
        LEFT
    }

    /** The parameters of a filter. */
    public static final Set<String> PARAMETERS = Set.of("category", "tag", "author", "lang", "type", "article", "path");

    /**
     * @param parameters each with its values; those that are no filter's are ignored
     * @param maxValues  of one parameter
     * @throws IllegalArgumentException with the parameter's name and what is wrong with it
     */
    public static EventFilter of(Map<String, List<String>> parameters, boolean all, int maxValues) {
        for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
            String name = parameter.getKey();
            if (parameter.getValue().size() > maxValues) {
                throw new IllegalArgumentException(name + ": at most " + maxValues + " values");
            }
        }
        return new EventFilter(
                all,
                values(parameters, "type", EventFilter::kind),
                values(parameters, "article", Function.identity()),
                values(parameters, "category", name -> slug(Term.Kind.CATEGORY, name)),
                values(parameters, "tag", name -> slug(Term.Kind.TAG, name)),
                values(parameters, "author", name -> slug(Term.Kind.AUTHOR, name)),
                values(parameters, "lang", it -> it.toLowerCase(Locale.ROOT)),
                values(parameters, "path", ArticlePath::decode));
    }

    private static <T> Set<T> values(Map<String, List<String>> parameters, String name, Function<String, T> read) {
        List<String> given = parameters.getOrDefault(name, List.of());
        return given.stream()
                .map(value -> {
                    if (value == null || value.isBlank()) {
                        throw new IllegalArgumentException(name + ": a value is missing");
                    }
                    try {
                        return read.apply(value.strip());
                    } catch (IllegalArgumentException e) {
                        throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
                    }
                })
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Result.Kind kind(String name) {
        return Stream.of(Result.Kind.values())
                .filter(kind -> kind.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("one of "
                        + Stream.of(Result.Kind.values())
                                .map(Result.Kind::wireName)
                                .collect(Collectors.joining(", "))));
    }

    private static String slug(Term.Kind kind, String name) {
        String slug = kind.slug(name);
        if (slug.isEmpty()) {
            throw new IllegalArgumentException("a name with a visible character");
        }
        return slug;
    }

    public Match match(LogEvent event) {
        Result.Kind kind = event.kind();
        if (kind == null) {
            return Match.YES; // a gap concerns everyone
        }
        if (!all && !kind.isFact()
                || !all && kind.isOfFile() && !types.contains(kind)
                || !types.isEmpty() && !types.contains(kind)
                || !articles.isEmpty() && !articles.contains(event.article())) {
            return Match.NO;
        }
        if (!asksForPlaces() || kind == Result.Kind.ERASED) {
            return Match.YES;
        }
        if (matches(event.now())) {
            return Match.YES;
        }
        return matches(event.before()) ? Match.LEFT : Match.NO;
    }

    private boolean asksForPlaces() {
        return !(categories.isEmpty() && tags.isEmpty() && authors.isEmpty() && languages.isEmpty() && paths.isEmpty());
    }

    private boolean matches(@Nullable Place place) {
        return place != null
                && any(categories, place.categories())
                && any(tags, place.tags())
                && any(authors, place.authors())
                && (languages.isEmpty() || languages.stream().anyMatch(place::isIn))
                && (paths.isEmpty() || paths.stream().anyMatch(place.path()::startsWith));
    }

    private static boolean any(Set<String> wanted, Set<String> there) {
        return wanted.isEmpty() || wanted.stream().anyMatch(there::contains);
    }
}
