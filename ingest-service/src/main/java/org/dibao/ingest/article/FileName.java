package org.dibao.ingest.article;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dibao.contract.article.GivenDate;
import org.dibao.ingest.fields.Refused;
import org.jspecify.annotations.Nullable;

/**
 * The name of a post's file, {@code 2022-01-25-a-slug.md}, or a bare id.
 *
 * @param stem the name without its extension: the article's id
 * @param kind what the extension says; absent if there is none that is known, and then the stem is the whole name
 */
public record FileName(String stem, @Nullable ContentKind kind) {
    private static final Pattern DATED = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})-(.+)", Pattern.DOTALL);

    /** Reads a name; folders before it are left off. */
    public static FileName of(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        int dot = last.lastIndexOf('.');
        ContentKind kind = dot <= 0 ? null : kind(last.substring(dot + 1));
        return new FileName(kind == null ? last : last.substring(0, dot), kind);
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
     * The day that the name starts with; absent if it does not.
     *
     * @throws Refused if there is no such day
     */
    public @Nullable GivenDate date() {
        Matcher dated = DATED.matcher(stem);
        if (!dated.matches()) {
            return null;
        }
        try {
            LocalDate day = LocalDate.of(number(dated, 1), number(dated, 2), number(dated, 3));
            return new GivenDate(day.atStartOfDay(), null);
        } catch (DateTimeException e) {
            throw Refused.field("date", "the file name " + stem + " starts with a day that there is not");
        }
    }

    /** What an address is made from: the name behind the day, or all of it; absent for a bare id. */
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
