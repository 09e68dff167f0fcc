package org.dibao.store.fold;

import java.util.Locale;
import java.util.Objects;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.Status;
import org.dibao.contract.event.Problem;

/** What a move of an article may change: its address and its dates by the site's settings, never its status. */
final class Moves {
    private Moves() {}

    /** Whether the article has already what it would get. */
    static boolean isThere(Head head, Article article, Times times) {
        return article.path().equals(head.address())
                && article.date().equals(head.date())
                && Objects.equals(times.withdrawal(), head.withdrawAt())
                && (head.status() != Status.SCHEDULED || Objects.equals(times.publication(), head.publishAt()));
    }

    /** The article would have another status than it has. */
    static Problem ofAnother(Head head) {
        return switch (head.status()) {
            case LIVE ->
                invalid(
                        "date",
                        "its date would be in the future in the site's time zone: give it another date, or one with an"
                                + " offset such as +08:00");
            case SCHEDULED ->
                invalid(
                        "publishAt",
                        "its time would be over in the site's time zone: give it another time, or one with an offset such"
                                + " as +08:00");
            default ->
                invalid(
                        "address",
                        "the article is " + head.status().name().toLowerCase(Locale.ROOT)
                                + ": only what is live or scheduled can take its address anew");
        };
    }

    private static Problem invalid(String field, String detail) {
        return Problem.of(Problem.Type.INVALID, field, detail);
    }
}
