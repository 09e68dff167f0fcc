package org.dibao.contract.site;

import java.time.OffsetDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticleDraft;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Digest;
import org.dibao.contract.article.Slug;

/**
 * Makes an article's path from a pattern, like Jekyll's permalinks: with placeholders, a named style ({@code date},
 * {@code pretty}, {@code ordinal}, {@code weekdate}, {@code none}), or a fixed path without placeholders.
 */
public final class Permalink {
    public static final String JEKYLL_DEFAULT = "/:categories/:year/:month/:day/:title.html";
    /** For static pages without a date. */
    public static final String PAGE = "/:title.html";

    public static final int MAX_LENGTH = 500;

    private static final Map<String, String> STYLES = Map.of(
            "date", JEKYLL_DEFAULT,
            "pretty", "/:categories/:year/:month/:day/:title/",
            "ordinal", "/:categories/:year/:y_day/:title.html",
            "weekdate", "/:categories/:year/W:week/:short_day/:title.html",
            "none", "/:categories/:title.html");
    private static final Pattern SLASHES = Pattern.compile("/{2,}");
    private static final Pattern IN_NO_SEGMENT = Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}/\\\\?#%]+");
    private static final Pattern PLACEHOLDER = Pattern.compile(":([a-z_]+)");
    /** Longest first, so that {@code :title_x} is {@code :title} and {@code _x}, and {@code :year} is not {@code :y}. */
    private static final List<String> NAMES = List.of(
            "slugified_categories",
            "output_ext",
            "short_month",
            "short_year",
            "long_month",
            "categories",
            "short_day",
            "long_day",
            "i_month",
            "minute",
            "second",
            "i_day",
            "month",
            "title",
            "w_year",
            "w_day",
            "y_day",
            "hour",
            "slug",
            "week",
            "year",
            "day");

    private static final Set<String> TELLING_APART = Set.of("title", "slug");
    private static final String STYLE_NAMES = "date, pretty, ordinal, weekdate and none";

    private Permalink() {}

    /** The pattern in its stored form: a folder's {@code index.html} has the address of the folder. */
    public static String normal(String pattern) {
        return pattern.endsWith("/index.html")
                ? pattern.substring(0, pattern.length() - "index.html".length())
                : pattern;
    }

    /** @throws IllegalArgumentException if it has an unknown placeholder, is too long or could lead off the site */
    public static void check(String pattern) {
        String template = template(pattern);
        if (template.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("permalink: at most " + MAX_LENGTH + " characters");
        }
        try {
            ArticlePath.parse(fill(template, _ -> "x"));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("permalink: " + e.getMessage(), e);
        }
    }

    /**
     * Checks a pattern for a whole site: it must tell articles apart. (An article's own pattern need not.)
     *
     * @throws IllegalArgumentException if it does not
     */
    public static void checkOfSite(String pattern) {
        if (!STYLES.containsKey(pattern) && pattern.matches("[A-Za-z]+")) {
            throw new IllegalArgumentException("permalink: " + pattern + " is not a style; use " + STYLE_NAMES
                    + ", or a pattern such as /:year/:title.html");
        }
        check(pattern);
        Set<String> used = new HashSet<>();
        fill(template(pattern), name -> {
            used.add(name);
            return "x";
        });
        if (Collections.disjoint(used, TELLING_APART)) {
            throw new IllegalArgumentException(
                    "permalink: all articles would have the same address: the pattern needs :title or :slug,"
                            + " such as /:year/:title.html; or use a style: " + STYLE_NAMES);
        }
    }

    /**
     * The path that an article asks for: by its own permalink or the site's pattern, and by its slug or title.
     *
     * @param date in the site's zone
     * @throws IllegalArgumentException if there is none
     */
    public static ArticlePath path(SiteSettings site, ArticleId id, ArticleDraft draft, OffsetDateTime date) {
        String slug = draft.slug() == null ? draft.title() : draft.slug();
        if (Slug.words(slug).isEmpty()) { // nothing but punctuation
            slug = Slug.words(id.value()).isEmpty() ? Digest.of(id.value()) : id.value();
        }
        return path(pattern(site, draft), draft.categories(), date, slug);
    }

    private static String pattern(SiteSettings site, ArticleDraft draft) {
        if (draft.permalink() != null) {
            return draft.permalink();
        }
        // The date of a static page is when it was accepted: nothing for an address.
        return Article.PAGE.equals(draft.layout()) && draft.date() == null ? PAGE : site.permalink();
    }

    /**
     * The path of an article.
     *
     * @param date in the site's zone
     * @param slug given or taken from the title; not yet slugified
     * @throws IllegalArgumentException if it has an unknown placeholder or the result is not a valid path, for example
     *                                  because the first category is a reserved word
     */
    public static ArticlePath path(String pattern, List<String> categories, OffsetDateTime date, String slug) {
        String filled = fill(template(pattern), name -> value(name, categories, date, slug));
        return ArticlePath.parse(SLASHES.matcher(filled).replaceAll("/"));
    }

    private static String template(String pattern) {
        String template = STYLES.getOrDefault(pattern, pattern);
        return template.startsWith("/") ? template : "/" + template;
    }

    private static String fill(String template, java.util.function.UnaryOperator<String> values) {
        return PLACEHOLDER.matcher(template).replaceAll(found -> {
            String word = found.group(1);
            return Matcher.quoteReplacement(NAMES.stream()
                    .filter(word::startsWith)
                    .findFirst()
                    .map(name -> values.apply(name) + word.substring(name.length()))
                    .orElseThrow(() -> new IllegalArgumentException("unknown placeholder :" + word)));
        });
    }

    private static String value(String name, List<String> categories, OffsetDateTime date, String slug) {
        return switch (name) {
            case "categories" ->
                categories.stream()
                        .map(category -> segment(category.toLowerCase(Locale.ROOT)))
                        .distinct()
                        .collect(Collectors.joining("/"));
            case "slugified_categories" ->
                categories.stream().map(Slug::of).distinct().collect(Collectors.joining("/"));
            case "title" -> Slug.pretty(slug);
            case "slug" -> Slug.words(slug);
            case "year" -> padded(date.get(ChronoField.YEAR_OF_ERA), 4);
            case "short_year" -> format(date, "%1$ty");
            case "month" -> padded(date.getMonthValue(), 2);
            case "i_month" -> Integer.toString(date.getMonthValue());
            case "short_month" -> format(date, "%1$tb");
            case "long_month" -> format(date, "%1$tB");
            case "day" -> padded(date.getDayOfMonth(), 2);
            case "i_day" -> Integer.toString(date.getDayOfMonth());
            case "short_day" -> format(date, "%1$ta");
            case "long_day" -> format(date, "%1$tA");
            case "y_day" -> format(date, "%1$tj");
            case "w_year" -> Integer.toString(date.get(IsoFields.WEEK_BASED_YEAR));
            case "week" -> String.format(Locale.ROOT, "%02d", date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case "w_day" -> Integer.toString(date.getDayOfWeek().getValue());
            case "hour" -> format(date, "%1$tH");
            case "minute" -> format(date, "%1$tM");
            case "second" -> format(date, "%1$tS");
            case "output_ext" -> ".html";
            default -> throw new IllegalStateException("no value for :" + name);
        };
    }

    /**
     * A name as a single path segment: characters that a path cannot contain become hyphens, so a name cannot add
     * segments.
     */
    private static String segment(String name) {
        String safe =
                IN_NO_SEGMENT.matcher(name).replaceAll("-").strip();
        return safe.equals(".") || safe.equals("..") ? "-" : safe;
    }

    private static String padded(int number, int digits) {
        String text = Integer.toString(number);
        return "0".repeat(Math.max(0, digits - text.length())) + text;
    }

    private static String format(OffsetDateTime date, String pattern) {
        return String.format(Locale.ENGLISH, pattern, date);
    }
}
