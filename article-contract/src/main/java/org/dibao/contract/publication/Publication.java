package org.dibao.contract.publication;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.ArticleEvent;
import org.dibao.contract.event.Outcome;
import org.dibao.contract.event.Result;
import org.dibao.contract.purge.PurgeKey;
import org.dibao.contract.purge.PurgeKeys;
import org.dibao.contract.site.SiteSettings;
import org.jspecify.annotations.Nullable;

/**
 * A record of {@code publications}: every page that the submission changed is now fresh. One for each position, in
 * order, without gaps, delivered at least once. It carries no body.
 *
 * @param at     when the submission was accepted
 * @param result its result
 * @param card   what listings show of the article; absent unless the article is now live
 * @param before what filters need of the article as readers saw it until now, or last if it is erased; absent if they did not see
 *               it, and in records of earlier releases
 * @param siteLang the language of articles that name none; absent unless this is a fact about an article
 * @param purge  the keys of all pages that changed
 * @param imported whether the submission was part of an import
 */
public record Publication(
        Position position,
        Instant at,
        Result result,
        @Nullable Card card,
        @Nullable Former before,
        @Nullable String siteLang,
        SortedSet<PurgeKey> purge,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean imported) {

    @SuppressWarnings({"ConstantValue", "RedundantNullCheck"}) // what JSON leaves out arrives as null
    public Publication {
        requireNonNull(position, "position");
        requireNonNull(at, "at");
        requireNonNull(result, "result");
        purge = java.util.Collections.unmodifiableSortedSet(purge == null ? new TreeSet<>() : new TreeSet<>(purge));
    }

    /** Of a submission of its own. */
    public Publication(
            Position position,
            Instant at,
            Result result,
            @Nullable Card card,
            @Nullable Former before,
            @Nullable String siteLang,
            SortedSet<PurgeKey> purge) {
        this(position, at, result, card, before, siteLang, purge, false);
    }

    /** The same about an article whose card says something else. */
    public Publication showing(Card other) {
        return new Publication(position, at, result, other, before, siteLang, purge, imported);
    }

    /**
     * A pure function: a replay produces the same record.
     *
     * @param site the settings in force at the event's position
     */
    public static Publication of(ArticleEvent event, SiteSettings site) {
        Set<PurgeKey> keys = PurgeKeys.of(event.outcome(), site);
        return new Publication(
                event.position(),
                event.at(),
                Result.of(event.outcome()),
                event.outcome() instanceof Outcome.Live live ? Card.of(live.article()) : null,
                Former.of(event.outcome()),
                event.outcome() instanceof Outcome.Live
                                || event.outcome() instanceof Outcome.Withdrawn
                                || event.outcome() instanceof Outcome.Erased
                        ? site.language()
                        : null,
                new TreeSet<>(keys),
                event.imported());
    }
}
