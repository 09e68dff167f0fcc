package org.dibao.contract.site;

import java.util.Locale;
import java.util.stream.Collectors;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.site.Permalink.Parts;

/**
 * Paths as earlier releases made them. Their records in the log keep them: a replay gives the same paths. Every category
 * was one segment, without the characters that an address encodes.
 */
final class EarlierPaths {
    private EarlierPaths() {}

    /** @throws IllegalArgumentException if it has an unknown placeholder or the result is not a valid path */
    static ArticlePath path(String pattern, Parts parts) {
        String template = pattern.startsWith("/") ? pattern : "/" + pattern;
        String filled = Permalink.fill(
                template, name -> name.equals("categories") ? categories(parts) : Permalink.common(name, parts));
        return ArticlePath.parse(filled.replaceAll("/{2,}", "/"));
    }

    private static String categories(Parts parts) {
        return parts.categories().stream()
                .map(category -> segment(category.toLowerCase(Locale.ROOT)))
                .distinct()
                .collect(Collectors.joining("/"));
    }

    private static String segment(String name) {
        String safe =
                name.replaceAll("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}/\\\\?#%]+", "-").strip();
        return safe.matches("\\.{1,2}") ? "-" : safe;
    }
}
