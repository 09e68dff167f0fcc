package org.dibao.delivery;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;
import org.dibao.contract.article.Revision;
import org.dibao.contract.event.Result;
import org.dibao.contract.publication.CardBuilder;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.purge.PurgeKey;

/** Publications for tests: what is delivered. */
public final class Publications {
    private Publications() {}

    /**
     * A live article was revised.
     *
     * @param card adds to what there is of the article
     */
    public static Publication revised(long position, String article, Instant at, UnaryOperator<CardBuilder> card) {
        return new Publication(
                new Position(position),
                at,
                new Result(
                        Result.Kind.REVISED,
                        200,
                        new ArticleId(article),
                        Revision.FIRST,
                        new ArticlePath("/" + article + ".html"),
                        null,
                        null),
                card.apply(CardBuilder.builder()
                                .title("潮汐 " + position)
                                .date(OffsetDateTime.parse("2026-11-01T08:00:00+08:00"))
                                .modifiedAt(at))
                        .build(),
                null,
                null,
                new TreeSet<>(List.of(PurgeKey.HOME)));
    }
}
