package org.dibao.ingest.article;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dibao.contract.article.ArticleFile;
import org.dibao.contract.article.SubmittedDate;
import org.dibao.ingest.fields.Refused;
import org.jspecify.annotations.Nullable;

/**
 * The name of a post's file, {@code 2022-01-25-a-slug.md}, or a bare id, perhaps with the folders below its site.
 *
 * @param stem    the name without its extension
 * @param folders below the site; none for a bare name. A folder of posts that is sent on its own counts as {@code
 *                _posts}
 * @param kind    according to the extension; absent if the extension is missing or unknown, in which case the stem is
 *                the whole name
 * @param name    with its extension
 */
public record FileName(
        String stem, List<String> folders, @Nullable ContentKind kind, String name) {
    private static final int MAX_LENGTH = 1000;
    private static final String DRAFTS = "_drafts";

    private static final Pattern DATED = Pattern.compile("(\\d{2,4})-(\\d{1,2})-(\\d{1,2})-(.+)", Pattern.DOTALL);
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:");
    private static final Pattern TRAILING_DOTS = Pattern.compile("\\.+$");

    private static final Pattern LANGUAGE =
            Pattern.compile("([a-z]{2})(?:[-_][A-Z][a-z]{3})?(?:[-_](?:[A-Z]{2}|[a-z]{2}|[0-9]{3}))?");
    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

    /** @throws Refused if it is too long */
    public static FileName of(String name) {
        if (name.length() > MAX_LENGTH) {
            throw Refused.malformed(
                    "file name", "the file name and its folders have more than 1000 characters; shorten them");
        }
        List<String> parts = new ArrayList<>(
                List.of(Normalizer.normalize(name, Normalizer.Form.NFC).split("[/\\\\]", -1)));
        String last = parts.removeLast();
        List<String> folders = belowTheSite(parts);
        int dot = last.lastIndexOf('.');
        ContentKind kind = dot <= 0 ? null : kind(last.substring(dot + 1));
        return new FileName(kind == null ? last : last.substring(0, dot), folders, kind, last);
    }

    /** @throws IllegalArgumentException if the name is empty */
    public ArticleFile file() {
        return new ArticleFile(folders.isEmpty() ? name : String.join("/", folders) + "/" + name);
    }

    private static List<String> belowTheSite(List<String> given) {
        List<String> folders = given.stream()
                .filter(folder -> !folder.matches("\\.?"))
                .collect(Collectors.toCollection(ArrayList::new));
        boolean elsewhere = given.contains("..")
                || !given.isEmpty()
                        && (given.getFirst().isEmpty()
                                || DRIVE.matcher(given.getFirst()).matches());
        int posts = posts(folders);
        if (elsewhere) { // a path on the sender's machine: what is above the posts is not the site
            return posts < 0 ? List.of() : List.copyOf(folders.subList(posts, folders.size()));
        }
        if (posts < 0 && !folders.isEmpty()) {
            folders.addFirst(ArticleFile.POSTS.getFirst());
        }
        return List.copyOf(folders);
    }

    /** The index of the folder in which Jekyll finds it; -1 if it is in none. */
    private static int posts(List<String> folders) {
        for (int i = 0; i < folders.size(); i++) {
            if (ArticleFile.POSTS.contains(folders.get(i))) {
                return i;
            }
        }
        return -1;
    }

    /**
     * The language of its folder, such as {@code zh-CN}; absent if the folder is not named after one. Only the folders
     * within {@code _posts} and the one containing it may indicate a language.
     */
    public @Nullable String language() {
        return folders.subList(Math.max(0, posts(folders) - 1), folders.size()).reversed().stream()
                .filter(FileName::isLanguage)
                .findFirst()
                .orElse(null);
    }

    /** As in Jekyll, the folders that contain {@code _posts} are categories. */
    public List<String> categories() {
        return folders.subList(0, Math.max(0, posts(folders)));
    }

    public boolean isDraft() {
        return folders.contains(DRAFTS) && !folders.contains(ArticleFile.POSTS.getFirst());
    }

    /**
     * The id of its article, if that does not belong to another file: the stem, followed by the language if it is in a
     * language folder, as in {@code 2022-01-25-a-slug.en}, because translations often share a file name. It depends only
     * on the name and its folders.
     */
    public String id() {
        String language = language();
        return language == null ? stem : stem + "." + language;
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
            int year = number(dated, 1);
            int century = dated.group(1).length() > 2 ? 0 : year < 69 ? 2000 : 1900;
            LocalDate day = LocalDate.of(century + year, number(dated, 2), number(dated, 3));
            return new SubmittedDate(day.atStartOfDay(), null);
        } catch (DateTimeException e) {
            throw Refused.field("date", "the file name " + stem + " starts with a date that does not exist");
        }
    }

    /**
     * The part that the address is made from: the name after the date, or all of it, without dots at the end; absent
     * for a bare id.
     */
    public @Nullable String slug() {
        Matcher dated = DATED.matcher(stem);
        if (!dated.matches() && kind == null) {
            return null;
        }
        return TRAILING_DOTS.matcher(dated.matches() ? dated.group(4) : stem).replaceFirst("");
    }

    /** The title of a post that has none, as Jekyll makes it: {@code a-slug} becomes {@code A Slug}. Absent for other files. */
    public @Nullable String title() {
        String slug = slug();
        return slug == null || !isDated() && !isDraft()
                ? null
                : Arrays.stream(slug.split("-")).map(FileName::capitalized).collect(Collectors.joining(" "));
    }

    private static String capitalized(String word) {
        int first = word.isEmpty() ? 0 : word.offsetByCodePoints(0, 1);
        return word.substring(0, first).toUpperCase(Locale.ROOT)
                + word.substring(first).toLowerCase(Locale.ROOT);
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
