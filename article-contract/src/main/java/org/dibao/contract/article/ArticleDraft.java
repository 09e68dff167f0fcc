package org.dibao.contract.article;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.avaje.recordbuilder.RecordBuilder;
import java.text.Normalizer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dibao.contract.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * What a publisher submitted for an article. What was not given stays absent, so that the same content posted again is
 * recognised as unchanged. {@code extra} holds the keys that have no meaning to Dibao, as JSON values, sorted by name.
 *
 * @param date      when the article says it was published; absent: when it was first accepted
 * @param slug      the last part of its path; absent: made from the title
 * @param permalink its own path or pattern; absent: the site's pattern
 * @param pinned    true: the front page shows it first
 * @param translationKey shared by all translations of the article; in Unicode NFC
 * @param modified  when it was last changed according to the publisher; absent: when the change was accepted
 * @param origin    where it was taken from; absent if not given
 * @param redirectFrom paths that redirect to it
 * @param redirectFromHosts absolute addresses that redirect to it, provided their hosts are or were the site's
 * @param draft     true: stored but not shown
 * @param publishAt when it is to be published; absent: at its date
 * @param withdrawAt when it is to be withdrawn; absent: never
 */
@RecordBuilder
public record ArticleDraft(
        String title,
        @Nullable SubmittedDate date,
        List<String> categories,
        List<String> tags,
        List<String> authors,
        @Nullable String slug,
        @Nullable String permalink,
        @Nullable String excerpt,
        @Nullable String lang,
        @Nullable String image,
        @Nullable String layout,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean pinned,
        @Nullable String translationKey,
        @Nullable SubmittedDate modified,
        @Nullable Origin origin,
        List<ArticlePath> redirectFrom,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<OldAddress> redirectFromHosts,
        boolean draft,
        @Nullable SubmittedDate publishAt,
        @Nullable SubmittedDate withdrawAt,
        Map<String, Object> extra,
        Source source) {

    /** How deeply lists and maps in {@code extra} may be nested; in records they are some levels deeper. */
    public static final int MAX_DEPTH = 50;

    /** @throws IllegalArgumentException if {@code extra} is nested too deep */
    @SuppressWarnings({"ConstantValue", "RedundantNullCheck"}) // what JSON leaves out arrives as null
    public ArticleDraft {
        requireNonNull(title, "title");
        categories = categories == null ? List.of() : List.copyOf(categories);
        tags = tags == null ? List.of() : List.copyOf(tags);
        authors = authors == null ? List.of() : List.copyOf(authors);
        redirectFrom = redirectFrom == null ? List.of() : List.copyOf(redirectFrom);
        redirectFromHosts = redirectFromHosts == null ? List.of() : List.copyOf(redirectFromHosts);
        extra = extra == null ? Map.of() : java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(extra));
        if (isDeeperThan(MAX_DEPTH, extra)) {
            throw new IllegalArgumentException(
                    "extra: lists and maps are nested more than " + MAX_DEPTH + " levels deep");
        }
        translationKey = translationKey == null || translationKey.isBlank()
                ? null
                : Normalizer.normalize(translationKey.strip(), Normalizer.Form.NFC);
        requireNonNull(source, "source");
    }

    /**
     * Identifies the content: equal for equal content, and independent of the HTML made from it. A replay must compute
     * the same digests, so a member added to this record later must be absent from the JSON where it is not given.
     */
    public String digest() {
        return Digest.of(Json.bytes(this));
    }

    /** All paths that redirect to it, once its old addresses are known to be the site's. */
    public List<ArticlePath> oldPaths() {
        return Stream.concat(redirectFrom.stream(), redirectFromHosts.stream().map(OldAddress::path))
                .distinct()
                .toList();
    }

    private static boolean isDeeperThan(int levels, @Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> levels == 0 || map.values().stream().anyMatch(v -> isDeeperThan(levels - 1, v));
            case Collection<?> list -> levels == 0 || list.stream().anyMatch(v -> isDeeperThan(levels - 1, v));
            case null, default -> false;
        };
    }
}
