package org.dibao.ingest.article;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dibao.contract.article.SubmittedDate;
import org.dibao.ingest.fields.Refused;
import org.jspecify.annotations.Nullable;

/**
 * The name of a post's file, {@code 2022-01-25-a-slug.md}, or a bare id.
 *
 * @param stem     the name without its extension
 * @param language of its folder, such as {@code zh-CN}; absent if the folder is not named after a language
 * @param kind     according to the extension; absent if the extension is missing or unknown, in which case the stem is
 *                 the whole name
 */
public record FileName(
        String stem, @Nullable String language, @Nullable ContentKind kind) {
    private static final Pattern DATED = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})-(.+)", Pattern.DOTALL);

    private static final Pattern LANGUAGE =
            Pattern.compile("([a-z]{2})(?:[-_][A-Z][a-z]{3})?(?:[-_](?:[A-Z]{2}|[a-z]{2}|[0-9]{3}))?");
    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
    private static final String POSTS = "_posts";

    /**
     * Parses a name. Of its folders, only those within {@code _posts} and the one containing it may indicate a
     * language.
     */
    public static FileName of(String name) {
        List<String> path = path(name);
        String last = path.getLast();
        int dot = last.lastIndexOf('.');
        ContentKind kind = dot <= 0 ? null : kind(last.substring(dot + 1));
        List<String> folders = path.subList(0, path.size() - 1);
        String language =
                folders.subList(Math.max(0, folders.lastIndexOf(POSTS) - 1), folders.size()).reversed().stream()
                        .filter(FileName::isLanguage)
                        .findFirst()
                        .orElse(null);
        return new FileName(kind == null ? last : last.substring(0, dot), language, kind);
    }

    /**
     * The id of its article: the stem, followed by the language if it is in a language folder, as in
     * {@code 2022-01-25-a-slug.en}, because translations often share a file name. It depends only on the name and its
     * folders.
     */
    public String id() {
        return language == null ? stem : stem + "." + language;
    }

    /**
     * The first folder that is not reflected in the id, so that another file could have the same id; absent if there is
     * none.
     */
    public static @Nullable String ambiguousFolder(String name) {
        List<String> path = path(name);
        List<String> folders = path.subList(0, path.size() - 1);
        return folders.subList(folders.lastIndexOf(POSTS) + 1, folders.size()).stream()
                .filter(folder -> !folder.matches("[.0-9]*") && !isLanguage(folder))
                .findFirst()
                .orElse(null);
    }

    private static List<String> path(String name) {
        return List.of(name.split("[/\\\\]", -1));
    }

    private static boolean isLanguage(String folder) {
        Matcher tag = LANGUAGE.matcher(folder);
        return tag.matches() && LANGUAGES.contains(tag.group(1));
    }

    private static @Nullable ContentKind kind(String extension) {
        return switch (extension.toLowerCase(Locale.ROOT)) {
            case "md", "markdown", "mkd", "mkdn", "mkdown" -> ContentKind.MARKDOWN;
            case "html", "htm" -> ContentKind.HTML;
            case "json" -> ContentKind.JSON;
            default -> null;
        };
    }

    /** Whether it has the form of a Jekyll post, so that it gives a date and a slug. */
    public boolean isDated() {
        return DATED.matcher(stem).matches();
    }

    /**
     * The date that the name starts with; absent if it starts with none.
     *
     * @throws Refused if the date does not exist
     */
    public @Nullable SubmittedDate date() {
        Matcher dated = DATED.matcher(stem);
        if (!dated.matches()) {
            return null;
        }
        try {
            LocalDate day = LocalDate.of(number(dated, 1), number(dated, 2), number(dated, 3));
            return new SubmittedDate(day.atStartOfDay(), null);
        } catch (DateTimeException e) {
            throw Refused.field("date", "the file name " + stem + " starts with a date that does not exist");
        }
    }

    /** The part that the address is made from: the name after the date, or all of it; absent for a bare id. */
    public @Nullable String slug() {
        Matcher dated = DATED.matcher(stem);
        if (dated.matches()) {
            return dated.group(4);
        }
        return kind == null ? null : stem;
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
