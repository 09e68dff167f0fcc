package org.dibao.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a file name says about the content. */
final class ArticleFile {
    private static final String MARKDOWN = "text/markdown; charset=utf-8";
    private static final String JSON = "application/json";
    private static final int MAX_FRONT_MATTER = 2000;
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
            JSON);

    private ArticleFile() {}

    /** The media type of an article file by its extension; empty for any other file. */
    static Optional<String> type(Path file) {
        String name = name(file);
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return Optional.ofNullable(TYPES.get(extension));
    }

    /** Why a file cannot be read. */
    static String unreadable(IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> "there is no such file";
            case AccessDeniedException _ -> "you are not allowed to read it";
            default -> "cannot be read: " + e.getMessage();
        };
    }

    static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /**
     * What the server tells an article file apart by: its name without the extension, and its language. Absent for JSON,
     * which has its id in it, and for other files.
     */
    static @Nullable String identity(Path file) {
        if (type(file).filter(type -> !type.equals(JSON)).isEmpty()) {
            return null;
        }
        String slug = slug(file);
        return slug.substring(0, slug.lastIndexOf('.')) + " " + language(file);
    }

    /** As its front matter says; empty if it does not. */
    static String language(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.skip(1)
                    .limit(MAX_FRONT_MATTER)
                    .takeWhile(line -> !line.stripTrailing().equals("---"))
                    .filter(line -> line.startsWith("lang:"))
                    .map(line -> line.substring("lang:".length()).strip())
                    .findFirst()
                    .orElse("");
        } catch (IOException | UncheckedIOException e) {
            return ""; // it is told when it is sent
        }
    }

    /**
     * The name as a value of the {@code Slug} header: UTF-8, percent-encoded (RFC 5023, section 9.7). A post of a Jekyll
     * site has its folders in it.
     */
    static String slug(Path file) {
        return encoded(SiteFolder.postPath(file).orElse(name(file)));
    }

    /** Where a file is, as a value of the {@code Dibao-Place} header, likewise. */
    static String place(Path file) {
        return encoded(FilePlace.of(file, Path.of(System.getProperty("user.home", "/"))));
    }

    private static String encoded(String path) {
        return URLEncoder.encode(path, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/");
    }
}
