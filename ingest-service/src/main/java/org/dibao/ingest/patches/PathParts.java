package org.dibao.ingest.patches;

import java.util.List;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticleDraft;
import org.dibao.contract.article.SubmittedDate;
import org.dibao.contract.submission.Submission.SubmitArticle;
import org.jspecify.annotations.Nullable;

/** What the path of an article is made of: its permalink, slug or title, categories, date, and whether it is a page. */
record PathParts(
        @Nullable String permalink,
        String slug,
        List<String> categories,
        @Nullable SubmittedDate date,
        boolean page) {
    /** Whether both would have the same path, whatever the site's settings. */
    static boolean same(SubmitArticle one, SubmitArticle other) {
        return of(one.given()).equals(of(other.given()));
    }

    private static PathParts of(ArticleDraft draft) {
        return new PathParts(
                draft.permalink(),
                draft.slug() == null ? draft.title() : draft.slug(),
                draft.categories(),
                draft.date(),
                Article.PAGE.equals(draft.layout()));
    }
}
