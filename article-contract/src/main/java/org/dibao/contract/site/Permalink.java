package org.dibao.contract.site;

import java.time.OffsetDateTime;
import java.time.temporal.IsoFields;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticleDraft;
import org.dibao.contract.article.ArticleFile;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Digest;
import org.dibao.contract.article.Slug;
import org.jspecify.annotations.Nullable;

/**
 * Makes an article's path from a pattern, as Jekyll makes permalinks: a site's pattern has placeholders or is a named
 * style ({@code date}, {@code pretty}, {@code ordinal}, {@code weekdate}, {@code none}); an article's own may be a fixed
 * path.
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
    private static final Pattern PLACEHOLDER = Pattern.compile(":([a-z_]+)");
    /** Longest first, so that {@code :title_x} is {@code :title} and {@code _x}, and {@code :year} is not {@code :y}. */
    private static final List<String> NAMES = List.of(
            "slugified_categories",
            "collection",
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
            "name",
            "path",
            "slug",
            "week",
            "year",
            "day");

    private static final String KNOWN =
            NAMES.stream().sorted().map(name -> ":" + name).collect(Collectors.joining(", "));

    private static final Set<String> TELLING_APART = Set.of("title", "slug", "name", "path");
    private static final Pattern EXTENSION = Pattern.compile("\\.[^./]+$");
    private static final Pattern TRAILING_DOTS = Pattern.compile("\\.+$");
    private static final Pattern LONE_PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final Pattern FORBIDDEN = Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\\\]+");
    /** A title that is as it is in a path. */
    private static final String ANY_TITLE = "any0title";

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
        String template = absolute(pattern);
        if (template.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "permalink: it has " + template.length() + " characters; at most " + MAX_LENGTH + " are allowed");
        }
        try {
            ArticlePath.parse(clean(fill(template, _ -> "x")));
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
        check(styled(pattern));
        Set<String> used = new HashSet<>();
        fill(absolute(styled(pattern)), name -> {
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
     * @param file     of the article; absent if it came without one
     * @param asJekyll whether it is the path that Jekyll gives; otherwise the one that earlier releases gave
     * @param date     in the site's zone
     * @throws IllegalArgumentException if there is none, for example because the first category is a reserved word
     */
    public static ArticlePath path(
            SiteSettings site,
            ArticleId id,
            ArticleDraft draft,
            @Nullable ArticleFile file,
            boolean asJekyll,
            OffsetDateTime date) {
        String slug = draft.slug() == null ? draft.title() : draft.slug();
        if (Slug.words(slug).isEmpty()) { // nothing but punctuation
            slug = Slug.words(id.value()).isEmpty() ? Digest.of(id.value()) : id.value();
        }
        Parts parts =
                new Parts(draft.categories(), date, slug, file == null ? new ArticleFile(id.value() + ".md") : file);
        return asJekyll
                ? path(draft.permalink() != null ? draft.permalink() : styled(ofSite(site, draft)), parts)
                : EarlierPaths.path(styled(draft.permalink() != null ? draft.permalink() : ofSite(site, draft)), parts);
    }

    /**
     * Whether a path is what some title gives.
     *
     * @param byTitle the path that a title gives
     */
    public static boolean isOfAnyTitle(ArticlePath path, Function<String, ArticlePath> byTitle) {
        String[] around = byTitle.apply(ANY_TITLE).value().split(ANY_TITLE, -1);
        return around.length > 1
                && path.value()
                        .matches(Arrays.stream(around).map(Pattern::quote).collect(Collectors.joining("[^/]+")));
    }

    private static String ofSite(SiteSettings site, ArticleDraft draft) {
        // The date of a static page is when it was accepted: nothing for an address.
        return Article.PAGE.equals(draft.layout()) && draft.date() == null ? PAGE : site.permalink();
    }

    /**
     * What paths are made of.
     *
     * @param date in the site's zone
     * @param slug given or taken from the title; not yet slugified
     */
    record Parts(List<String> categories, OffsetDateTime date, String slug, ArticleFile file) {}

    /** @throws IllegalArgumentException if it has an unknown placeholder or the result is not a valid path */
    static ArticlePath path(String pattern, Parts parts) {
        String filled = fill(absolute(pattern), name -> ArticlePath.encode(value(name, parts)));
        return ArticlePath.parse(clean(withoutDots(filled)));
    }

    /** As Jekyll does: two dots separate folders, and a folder's name does not end in one. */
    private static String withoutDots(String path) {
        return path.replace("..", "/").replace("./", "");
    }

    /** Without doubled slashes; a percent sign that begins no escape is one. */
    private static String clean(String path) {
        return LONE_PERCENT.matcher(SLASHES.matcher(path).replaceAll("/")).replaceAll("%25");
    }

    /** The pattern that a style stands for; any other is one. */
    static String styled(String pattern) {
        return STYLES.getOrDefault(pattern, pattern);
    }

    private static String absolute(String template) {
        return template.startsWith("/") ? template : "/" + template;
    }

    static String fill(String template, UnaryOperator<String> values) {
        return PLACEHOLDER.matcher(template).replaceAll(found -> {
            String word = found.group(1);
            return Matcher.quoteReplacement(NAMES.stream()
                    .filter(word::startsWith)
                    .findFirst()
                    .map(name -> values.apply(name) + word.substring(name.length()))
                    .orElseThrow(() ->
                            new IllegalArgumentException("unknown placeholder :" + word + "; there are " + KNOWN)));
        });
    }

    private static String value(String name, Parts parts) {
        return switch (name) {
            case "categories" ->
                parts.categories().stream()
                        .map(category -> FORBIDDEN
                                .matcher(category.toLowerCase(Locale.ROOT))
                                .replaceAll("-"))
                        .distinct()
                        .collect(Collectors.joining("/"));
            case "path" -> cleanedPath(parts.file());
            case "name" -> Slug.words(EXTENSION.matcher(baseName(parts.file())).replaceFirst(""));
            case "collection" -> "posts";
            default -> common(name, parts);
        };
    }

    /** Its path without the extension and without the folder in which Jekyll finds it. */
    private static String cleanedPath(ArticleFile file) {
        String path = EXTENSION.matcher(file.path()).replaceFirst("");
        return TRAILING_DOTS.matcher(path.replaceFirst("_posts", "")).replaceAll("");
    }

    private static String baseName(ArticleFile file) {
        return file.path().substring(file.path().lastIndexOf('/') + 1);
    }

    /** What placeholders have stood for since the first release. */
    static String common(String name, Parts parts) {
        List<String> categories = parts.categories();
        OffsetDateTime date = parts.date();
        String slug = parts.slug();
        return switch (name) {
            case "slugified_categories" ->
                categories.stream().map(Slug::of).distinct().collect(Collectors.joining("/"));
            case "title" -> Slug.pretty(slug);
            case "slug" -> Slug.words(slug);
            case "year" -> format(date, "%1$tY");
            case "short_year" -> format(date, "%1$ty");
            case "month" -> format(date, "%1$tm");
            case "i_month" -> Integer.toString(date.getMonthValue());
            case "short_month" -> format(date, "%1$tb");
            case "long_month" -> format(date, "%1$tB");
            case "day" -> format(date, "%1$td");
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

    private static String format(OffsetDateTime date, String pattern) {
        return String.format(Locale.ENGLISH, pattern, date);
    }
}
