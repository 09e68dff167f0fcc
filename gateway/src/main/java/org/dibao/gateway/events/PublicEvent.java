package org.dibao.gateway.events;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;
import org.dibao.contract.article.Revision;
import org.dibao.contract.event.Problem;
import org.dibao.contract.event.Result;
import org.dibao.contract.json.Json;
import org.dibao.contract.publication.Card;
import org.dibao.contract.publication.Publication;
import org.jspecify.annotations.Nullable;

/**
 * A publication as subscribers see it: without purge keys and the name of the key.
 *
 * @param at   when it was accepted
 * @param path encoded as in a link
 * @param card what listings show of the article, as members alongside the others; only for facts about a live article
 */
record PublicEvent(
        Position position,
        Instant at,
        Result.Kind outcome,
        @Nullable ArticleId article,
        @Nullable Revision revision,
        @Nullable String path,

        @JsonUnwrapped @JsonIgnoreProperties({"layout", "pinned", "translationKey"}) @Nullable
        Card card,

        @Nullable Problem problem) {

    static PublicEvent of(Publication publication) {
        Result result = publication.result();
        ArticlePath path = result.path();
        return new PublicEvent(
                publication.position(),
                publication.at(),
                result.outcome(),
                result.article(),
                result.revision(),
                path == null ? null : path.encoded(),
                result.outcome().isFact() ? publication.card() : null,
                result.problem());
    }

    /** The event in the form of the HTML standard's event stream. JSON has no line break, so it is one line. */
    byte[] frame() {
        return ("id: " + position + "\nevent: " + outcome.wireName() + "\ndata: " + Json.text(this) + "\n\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
