package org.dibao.store.fold;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.avaje.recordbuilder.RecordBuilder;
import java.time.Instant;
import java.util.List;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;
import org.dibao.contract.article.Source;
import org.dibao.contract.event.ArticleEvent;
import org.dibao.contract.event.Outcome;
import org.dibao.contract.site.SiteSettings;
import org.jspecify.annotations.Nullable;

/**
 * What was decided at a position, once and for ever: the outcome and everything that follows from it.
 *
 * @param at     when the submission was accepted
 * @param by     the name of the key that submitted it
 * @param head   how the article stands now; absent if nothing about an article changed, not even its file
 * @param draft  the article as a draft, which no outcome carries
 * @param source the body as written, where the decision holds content
 * @param claims paths whose owner changed
 * @param key    the idempotency key that was used here for the first time
 * @param imported whether the submission was part of an import
 * @param oldPaths of a scheduled article: the paths that will redirect to it
 * @param given    the position of the submission that gave the content; absent if it is this one
 * @param concealed whether it tells of an article that nobody may know of before its time
 * @param settled  whether the article is live from now on and stays so, and did not before
 * @param site     the site's address in force before it; absent in decisions of earlier releases
 * @param file     how the file stands now; absent if nothing about a file changed
 */
@RecordBuilder
public record Decision(
        Position position,
        Instant at,
        String by,
        Outcome outcome,
        @Nullable Head head,
        @Nullable Article draft,
        @Nullable Source source,
        List<PathClaim> claims,
        @Nullable KeyClaim key,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean imported,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ArticlePath> oldPaths,
        @Nullable Position given,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean concealed,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean settled,
        @Nullable String site,
        @Nullable FileHead file) {

    @SuppressWarnings({"ConstantValue", "RedundantNullCheck"}) // what JSON leaves out arrives as null
    public Decision {
        requireNonNull(position, "position");
        requireNonNull(at, "at");
        requireNonNull(by, "by");
        requireNonNull(outcome, "outcome");
        claims = claims == null ? List.of() : List.copyOf(claims);
        oldPaths = oldPaths == null ? List.of() : List.copyOf(oldPaths);
    }

    /** A record that could not be read: the log goes on behind it. */
    public static Decision unreadable(Position position, Instant at, String reason) {
        return DecisionBuilder.builder()
                .position(position)
                .at(at)
                .by("")
                .outcome(new Outcome.Unreadable(reason))
                .build();
    }

    /** The same, of a site with this address. */
    public Decision ofSite(String baseUrl) {
        return DecisionBuilder.builder(this).site(baseUrl).build();
    }

    /** What is announced of it. */
    public ArticleEvent event() {
        return new ArticleEvent(position, at, concealed ? concealed(outcome) : outcome, imported);
    }

    /** As far as subscribers may know it: without the article, its path and its revision. */
    private static Outcome concealed(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Scheduled _ -> Outcome.Scheduled.UNNAMED;
            case Outcome.Rejected rejected -> new Outcome.Rejected(null, rejected.problem());
            case Outcome.Unchanged _, Outcome.Drafted _, Outcome.Repeated _ -> new Outcome.Unchanged(null, null, null);
            case Outcome.Unreadable _, Outcome.Fact _ -> outcome;
        };
    }

    /** The article's content at this revision; absent where the decision holds none. */
    public @Nullable Article article() {
        return outcome instanceof Outcome.Live live ? live.article() : draft;
    }

    /** The settings in force from here on; absent if they did not change. */
    public @Nullable SiteSettings settings() {
        return outcome instanceof Outcome.SiteChanged changed ? changed.settings() : null;
    }
}
