package org.dibao.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a file's name tells of its content. */
final class ArticleFile {
    private static final String MARKDOWN = "text/markdown; charset=utf-8";
    private static final String HTML = "text/html; charset=utf-8";
    /** By the extensions that Jekyll knows. */
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

    /** The media type of an article's file by its extension; empty for a file that is no article. */
    static Optional<String> type(Path file) {
        String name = name(file);
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return Optional.ofNullable(TYPES.get(extension));
    }

    static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /** The name as the {@code Slug} header takes it: UTF-8, percent-encoded (RFC 5023, section 9.7). */
    static String slug(Path file) {
        return URLEncoder.encode(name(file), StandardCharsets.UTF_8).replace("+", "%20");
    }
}
