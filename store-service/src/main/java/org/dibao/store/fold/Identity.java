package org.dibao.store.fold;

import java.util.List;
import java.util.Objects;
import org.dibao.contract.article.ArticleFile;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.event.Problem;
import org.dibao.contract.submission.Submission.SubmitArticle;
import org.jspecify.annotations.Nullable;

/**
 * Which article a submission is about. An article belongs to the first file that names it; a file of the same name in
 * another folder, or a bare name in another language, is an article of its own with a longer id. So the same files give
 * the same articles in any later order.
 */
final class Identity {
    private Identity() {}

    /** @return absent if the ids that it could have belong to other files */
    static @Nullable ArticleId of(FoldState history, SubmitArticle submit) {
        return candidates(submit).stream()
                .filter(id -> isFor(submit, history.head(id)))
                .findFirst()
                .orElse(null);
    }

    /** The ids that it can have, the likeliest first. */
    static List<ArticleId> candidates(SubmitArticle submit) {
        ArticleFile file = submit.file();
        return file == null
                ? List.of(submit.article())
                : List.of(
                        submit.article(),
                        file.longId(submit.article(), submit.given().lang()));
    }

    private static boolean isFor(SubmitArticle submit, @Nullable Head head) {
        ArticleFile file = submit.file();
        if (head == null || file == null || submit.named()) {
            return true;
        }
        if (head.file() == null || file.isBare()) {
            String lang = submit.given().lang();
            return lang == null || head.lang() == null || lang.equals(head.lang());
        }
        return file.equals(head.file());
    }

    /** The file whose article it is from now on; a bare name changes nothing. */
    static @Nullable ArticleFile file(SubmitArticle submit, @Nullable Head head) {
        ArticleFile file = submit.file();
        return file != null && !file.isBare() || head == null ? folders(file) : head.file();
    }

    private static @Nullable ArticleFile folders(@Nullable ArticleFile file) {
        return file == null || file.isBare() ? null : file;
    }

    static Problem taken(FoldState history, SubmitArticle submit) {
        ArticleId id = candidates(submit).getLast();
        Head head = Objects.requireNonNull(history.head(id));
        return Problem.of(
                Problem.Type.INVALID,
                "file name",
                submit.file() + " would be article " + id + ", which is "
                        + (head.file() == null ? "an article in another language" : "that of " + head.file())
                        + ": rename one of the files");
    }
}
