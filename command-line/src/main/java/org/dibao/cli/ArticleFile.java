package org.dibao.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a file name says about the content. */
final class ArticleFile {
    private static final String MARKDOWN = "text/markdown; charset=utf-8";
    private static final String HTML = "text/html; charset=utf-8";
    /** Media types by Jekyll's extensions. */
    private static final Map<String, String> TYPES = Map.of(
            "md",
            MARKDOWN,
            "markdown",
            MARKDOWN,
            "mkd",
            MARKDOWN,
            "mkdn",
            MARKDOWN,
            "mkdown",
            MARKDOWN,
            "html",
            HTML,
            "htm",
            HTML,
            "json",
            "application/json");

    private ArticleFile() {}

    /** The media type of an article file by its extension; empty for any other file. */
    static Optional<String> type(Path file) {
        String name = name(file);
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return Optional.ofNullable(TYPES.get(extension));
    }

    static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /**
     * The name as a value of the {@code Slug} header: UTF-8, percent-encoded (RFC 5023, section 9.7). A post of a Jekyll
     * site has its folders in it.
     */
    static String slug(Path file) {
        return URLEncoder.encode(SiteFolder.postPath(file).orElse(name(file)), StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/");
    }
}
