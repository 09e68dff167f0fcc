package org.dibao.ingest.article;

import java.util.List;
import org.dibao.contract.article.ArticleDraft;
import org.dibao.contract.article.ArticleFile;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.event.Problem;
import org.dibao.ingest.markdown.Rendering;
import org.jspecify.annotations.Nullable;

/** The result of reading an upload. */
public sealed interface ReadResult {

    /**
     * A valid article.
     *
     * @param id        given, or taken from the file name; absent if there was neither
     * @param rendering what was made of the source
     * @param file      absent if it was not read from a file
     * @param named     whether the sender named the article, rather than the file
     * @param timed     whether something in it may lie ahead: its publication, its date, or its withdrawal
     * @param warnings  what the sender may not have meant, each a sentence
     */
    record Read(
            @Nullable ArticleId id,
            ArticleDraft given,
            Rendering rendering,
            @Nullable ArticleFile file,
            boolean named,
            boolean timed,
            List<String> warnings)
            implements ReadResult {

        /** The body, sanitised. */
        public String html() {
            return rendering.html();
        }
    }

    record Invalid(Problem problem) implements ReadResult {}
}
