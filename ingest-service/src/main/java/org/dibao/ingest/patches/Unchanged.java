package org.dibao.ingest.patches;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticleDraft;
import org.dibao.contract.article.SubmittedDate;
import org.dibao.contract.submission.Submission.SubmitArticle.Kept;
import org.jspecify.annotations.Nullable;

/** What an article keeps because a change does not concern it. */
final class Unchanged {
    private Unchanged() {}

    static Set<Kept> between(ArticleDraft before, ArticleDraft after) {
        Set<Kept> kept = EnumSet.noneOf(Kept.class);
        if (PathParts.of(before).equals(PathParts.of(after))) {
            kept.add(Kept.ADDRESS);
        }
        if (Objects.equals(dating(before), dating(after))) {
            kept.add(Kept.DATE);
        }
        if (Objects.equals(before.publishAt(), after.publishAt())) {
            kept.add(Kept.PUBLISH_AT);
        }
        if (Objects.equals(before.withdrawAt(), after.withdrawAt())) {
            kept.add(Kept.WITHDRAW_AT);
        }
        return kept;
    }

    /** What gives it its date: without one, it has that of its publication. */
    private static @Nullable SubmittedDate dating(ArticleDraft draft) {
        return draft.date() == null ? draft.publishAt() : draft.date();
    }

    /** What a path is made of. */
    private record PathParts(
            @Nullable String permalink,
            String slug,
            List<String> categories,
            @Nullable SubmittedDate date,
            boolean page) {

        static PathParts of(ArticleDraft draft) {
            return new PathParts(
                    draft.permalink(),
                    draft.slug() == null ? draft.title() : draft.slug(),
                    draft.categories(),
                    draft.date(),
                    Article.PAGE.equals(draft.layout()));
        }
    }
}
