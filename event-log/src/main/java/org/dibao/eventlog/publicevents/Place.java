package org.dibao.eventlog.publicevents;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.site.Term;
import org.jspecify.annotations.Nullable;

/**
 * Where an article is, as filters compare it.
 *
 * @param categories and tags, authors: their slugs
 * @param lang       in lower case; empty if it is not known
 */
public record Place(String path, Set<String> categories, Set<String> tags, Set<String> authors, String lang) {

    /** @param siteLang the language of an article that names none */
    static Place of(
            ArticlePath path,
            List<String> categories,
            List<String> tags,
            List<String> authors,
            @Nullable String lang,
            @Nullable String siteLang) {
        String language = lang == null ? siteLang : lang;
        return new Place(
                path.value(),
                slugs(Term.Kind.CATEGORY, categories),
                slugs(Term.Kind.TAG, tags),
                slugs(Term.Kind.AUTHOR, authors),
                language == null ? "" : language.toLowerCase(Locale.ROOT));
    }

    private static Set<String> slugs(Term.Kind kind, List<String> names) {
        return names.stream().map(kind::slug).collect(Collectors.toUnmodifiableSet());
    }

    /** Basic filtering of RFC 4647: {@code zh} includes {@code zh-CN}. */
    boolean isIn(String range) {
        return lang.startsWith(range) && (lang.length() == range.length() || lang.charAt(range.length()) == '-');
    }
}
