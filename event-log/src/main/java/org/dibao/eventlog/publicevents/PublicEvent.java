package org.dibao.eventlog.publicevents;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;
import org.dibao.contract.article.Revision;
import org.dibao.contract.event.Problem;
import org.dibao.contract.event.Result;
import org.dibao.contract.json.Json;
import org.dibao.contract.publication.Card;
import org.dibao.contract.publication.CardBuilder;
import org.dibao.contract.publication.Publication;
import org.jspecify.annotations.Nullable;

/**
 * A publication as subscribers see it, but for its purge keys, which few of them need.
 *
 * @param at         when it was accepted
 * @param outcome    absent for a gap
 * @param livePath   where it is live
 * @param formerPath where it was until now, if it was live elsewhere or has been withdrawn
 * @param card       what listings show of the article, as members alongside the others; only for facts about a live
 *                   article
 * @param missing    for a gap: the first position that will never come; {@code position} is the last
 * @param imported   whether it is part of an import
 * @param omitted    the names of members that were left out because the event would be too large
 */
public record PublicEvent(
        Position position,
        @Nullable Instant at,
        Result.@Nullable Kind outcome,
        @Nullable ArticleId article,
        @Nullable Revision revision,
        @JsonIgnore @Nullable ArticlePath livePath,
        @Nullable String path,
        @Nullable String formerPath,

        @JsonUnwrapped @JsonIgnoreProperties({"layout", "pinned", "translationKey"}) @Nullable
        Card card,

        @Nullable Problem problem,
        @Nullable Position missing,
        @JsonIgnore boolean imported,
        @Nullable List<String> omitted) {

    /** Bytes of an event's JSON: several clients fail on an event of 64 KB. */
    private static final int MAX_JSON = 31_000;

    public static PublicEvent of(Publication publication) {
        Result result = publication.result();
        ArticlePath path = result.path();
        ArticlePath former =
                publication.before() == null ? null : publication.before().path();
        return new PublicEvent(
                publication.position(),
                publication.at(),
                result.outcome(),
                result.article(),
                result.revision(),
                path,
                path != null
                        ? path.value()
                        : result.file() == null ? null : result.file().value(),
                former == null || former.equals(path) ? null : former.value(),
                result.outcome().isFact() ? publication.card() : null,
                result.problem(),
                null,
                publication.imported(),
                null);
    }

    public static PublicEvent gap(Position from, Position to) {
        return new PublicEvent(to, null, null, null, null, null, null, null, null, null, from, false, null);
    }

    /**
     * The event's JSON without its braces, in one line. An event that would be too large goes without its authors, tags and
     * categories, as far as necessary.
     * Made anew each time.
     */
    public String members() {
        String json = json(this);
        List<String> left = new ArrayList<>();
        for (PublicEvent smaller = this; isTooLarge(json) && smaller.card() != null && left.size() < 3; ) {
            smaller = smaller.without(left);
            json = json(smaller);
        }
        return json;
    }

    private static boolean isTooLarge(String json) {
        return json.length() * 3 > MAX_JSON && json.getBytes(StandardCharsets.UTF_8).length > MAX_JSON;
    }

    private PublicEvent without(List<String> left) {
        left.add(List.of("authors", "tags", "categories").get(left.size()));
        CardBuilder smaller = CardBuilder.builder(java.util.Objects.requireNonNull(card));
        smaller = switch (left.getLast()) {
            case "authors" -> smaller.authors(List.of());
            case "tags" -> smaller.tags(List.of());
            default -> smaller.categories(List.of());
        };
        return new PublicEvent(
                position,
                at,
                outcome,
                article,
                revision,
                livePath,
                path,
                formerPath,
                smaller.build(),
                problem,
                missing,
                imported,
                List.copyOf(left));
    }

    /** Escapes Unicode's line separators in JSON, because some clients end a line there. */
    public static String inOneLine(String json) {
        return json.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\u0085", "\\u0085");
    }

    private static String json(PublicEvent event) {
        String json = Json.text(event);
        return inOneLine(json.substring(1, json.length() - 1));
    }
}
