package org.dibao.gateway.events;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;
import org.dibao.contract.article.Revision;
import org.dibao.contract.event.Problem;
import org.dibao.contract.event.Result;
import org.dibao.contract.json.Json;
import org.dibao.contract.publication.Publication;
import org.jspecify.annotations.Nullable;

/**
 * A publication as subscribers see it: no purge keys, nobody's name. What listings show is there for facts about a live
 * article only.
 *
 * @param at   when it was accepted
 * @param path encoded, as it stands in a link
 */
record PublicEvent(
        Position position,
        Instant at,
        Result.Kind outcome,
        @Nullable ArticleId article,
        @Nullable Revision revision,
        @Nullable String path,
        @Nullable String title,
        @Nullable OffsetDateTime date,
        @Nullable Instant modifiedAt,
        @Nullable List<String> categories,
        @Nullable List<String> tags,
        @Nullable List<String> authors,
        @Nullable String lang,
        @Nullable Problem problem) {

    static PublicEvent of(Publication publication) {
        Result result = publication.result();
        Publication.Card card = result.outcome().isFact() ? publication.card() : null;
        ArticlePath path = result.path();
        return new PublicEvent(
                publication.position(),
                publication.at(),
                result.outcome(),
                result.article(),
                result.revision(),
                path == null ? null : path.encoded(),
                card == null ? null : card.title(),
                card == null ? null : card.date(),
                card == null ? null : card.modifiedAt(),
                card == null ? null : card.categories(),
                card == null ? null : card.tags(),
                card == null ? null : card.authors(),
                card == null ? null : card.lang(),
                result.problem());
    }

    /** The event in the form of the HTML standard's event stream. JSON has no line break, so it is one line. */
    byte[] frame() {
        return ("id: " + position + "\nevent: " + outcome.wireName() + "\ndata: " + Json.text(this) + "\n\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
