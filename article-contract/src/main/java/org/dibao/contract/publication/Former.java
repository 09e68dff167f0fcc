package org.dibao.contract.publication;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.PreviousState;
import org.dibao.contract.event.Outcome;
import org.jspecify.annotations.Nullable;

/** Where an article was before a fact, and under what: a subscriber to that place learns that it has left. */
public record Former(
        ArticlePath path,
        List<String> categories,
        List<String> tags,
        List<String> authors,
        @Nullable String lang) {

    @SuppressWarnings({"ConstantValue", "RedundantNullCheck"}) // what JSON leaves out arrives as null
    public Former {
        requireNonNull(path, "path");
        categories = categories == null ? List.of() : List.copyOf(categories);
        tags = tags == null ? List.of() : List.copyOf(tags);
        authors = authors == null ? List.of() : List.copyOf(authors);
    }

    /** @return absent if readers did not see the article before; where it was last, if it is erased */
    static @Nullable Former of(Outcome outcome) {
        PreviousState before = switch (outcome) {
            case Outcome.Live live -> live.before();
            case Outcome.Withdrawn withdrawn -> withdrawn.before();
            case Outcome.Erased erased -> erased.before();
            case Outcome.SiteChanged _, Outcome.OfFile _, Outcome.Bare _ -> null;
        };
        return before == null || !before.listed() && !(outcome instanceof Outcome.Erased)
                ? null
                : new Former(before.path(), before.categories(), before.tags(), before.authors(), before.lang());
    }
}
