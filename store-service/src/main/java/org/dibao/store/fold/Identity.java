package org.dibao.store.fold;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.dibao.contract.article.ArticleFile;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.event.Problem;
import org.dibao.contract.submission.Submission.SubmitArticle;
import org.jspecify.annotations.Nullable;

/**
 * Which article a submission is about. An article belongs to the first file that names it; a file of the same name in
 * another folder, or a bare name in another language, is an article of its own with a longer id. So the same files give
 * the same articles in any later order. A bare name whose sender tells the file's place replaces only what came from there,
 * or from nowhere that was told: see ADR 18.
 */
final class Identity {
    /** Ahead of the folders of a file that is in no {@code _posts}. */
    private static final String PLAIN = ArticleFile.POSTS.getFirst() + "/";

    private Identity() {}

    /** @return absent if the ids that it could have belong to other files */
    static @Nullable ArticleId of(FoldState history, SubmitArticle submit) {
        return candidates(history, submit).stream()
                .filter(id -> isFor(history, submit, history.head(id)))
                .findFirst()
                .orElse(null);
    }

    /** The ids that it can have, the likeliest first. */
    private static List<ArticleId> candidates(FoldState history, SubmitArticle submit) {
        ArticleId id = submit.article();
        ArticleFile file = submit.file();
        if (file == null) {
            return List.of(id);
        }
        if (submit.place() == null || !file.isBare()) {
            return List.of(id, file.longId(id, submit.given().lang()));
        }
        Head head = history.head(id);
        return head != null && isTranslation(history, submit, head)
                ? List.of(id, file.longId(id, language(history, submit.given().lang())))
                : List.of(id);
    }

    private static boolean isFor(FoldState history, SubmitArticle submit, @Nullable Head head) {
        ArticleFile file = submit.file();
        if (head == null || file == null || submit.named()) {
            return true;
        }
        String place = submit.place();
        if (place != null && file.isBare()) {
            return head.place() == null && head.file() == null
                    ? !isTranslation(history, submit, head)
                    : isFrom(place, head);
        }
        if (head.file() == null || file.isBare()) {
            String lang = submit.given().lang();
            return lang == null || head.lang() == null || lang.equals(head.lang());
        }
        return file.equals(head.file());
    }

    /** Whether an article came from a place, as far as is known. */
    private static boolean isFrom(String place, Head head) {
        if (place.equals(head.place())) {
            return true;
        }
        String file = head.file() == null ? null : head.file().path();
        if (file != null && file.startsWith(PLAIN) && file.indexOf('/', PLAIN.length()) > 0) {
            file = file.substring(PLAIN.length()); // of a folder without _posts
        }
        return file != null && (place.equals(file) || place.endsWith("/" + file));
    }

    /** Whether the languages differ; whatever names none is in the site's, of any region. */
    private static boolean isTranslation(FoldState history, SubmitArticle submit, Head head) {
        String given = submit.given().lang();
        String stood = head.lang();
        return given != null && stood != null
                ? !given.equals(stood)
                : !spoken(language(history, given)).equals(spoken(language(history, stood)));
    }

    private static String language(FoldState history, @Nullable String lang) {
        return lang == null ? history.site().language() : lang;
    }

    private static String spoken(String language) {
        return Locale.forLanguageTag(language.replace('_', '-')).getLanguage();
    }

    /** Where its file is from now on. */
    static @Nullable String place(SubmitArticle submit, @Nullable Head head) {
        return submit.place() != null || head == null ? submit.place() : head.place();
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
        ArticleId id = candidates(history, submit).getLast();
        Head head = Objects.requireNonNull(history.head(id));
        if (submit.place() != null && Objects.requireNonNull(submit.file()).isBare()) {
            return Problem.of(
                    Problem.Type.INVALID,
                    "file name",
                    "article " + id + " is that of " + (head.place() == null ? head.file() : head.place())
                            + ", and this file is " + submit.place()
                            + ": to keep both, rename one of them; to replace the article by this file, name it: dibao"
                            + " publish --id " + id + ", or PUT /api/articles/" + id);
        }
        return Problem.of(
                Problem.Type.INVALID,
                "file name",
                submit.file() + " would be article " + id + ", which is "
                        + (head.file() == null ? "an article in another language" : "that of " + head.file())
                        + ": rename one of the files");
    }
}
