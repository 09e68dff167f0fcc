package org.dibao.cli.hugo;

import java.text.Normalizer;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dibao.cli.site.Values;
import org.jspecify.annotations.Nullable;

/** Where Hugo puts its pages. */
final class HugoAddresses {
    private static final Pattern TOKEN = Pattern.compile(":([a-z]+)(\\[[^\\]]*])?");
    private static final Pattern DATE =
            Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})(?:[T ](\\d{2}):(\\d{2}))?.*", Pattern.DOTALL);

    private static final Set<Integer> MARKS = Set.of(
            (int) Character.NON_SPACING_MARK, (int) Character.COMBINING_SPACING_MARK, (int) Character.ENCLOSING_MARK);

    private final HugoConfig config;

    HugoAddresses(HugoConfig config) {
        this.config = config;
    }

    /** What a page's address is made of. */
    record Page(
            List<String> folders,
            String stem,
            boolean bundle,
            @Nullable String language,
            Map<String, @Nullable Object> fields) {
        String section() {
            return folders.isEmpty() ? "" : folders.getFirst();
        }

        /** The same, where a bundle has the name of its folder. */
        Page resolved() {
            return bundle
                    ? new Page(folders.subList(0, folders.size() - 1), folders.getLast(), true, language, fields)
                    : this;
        }
    }

    /** Below the site's base; not encoded. */
    String of(Page page) {
        String prefix = prefix(page.language());
        String url = Values.text(page.fields().get("url"));
        if (url != null) {
            return given(url, prefix);
        }
        String slug = Values.text(page.fields().get("slug"));
        String last = segment(slug == null ? page.stem() : slug);
        String pattern = pattern(page);
        String path = pattern == null
                ? "/"
                        + String.join(
                                "/", page.folders().stream().map(this::segment).toList()) + "/" + last + "/"
                : filled(pattern, page, last);
        path = path.replaceAll("/{2,}", "/");
        path = isUgly(page.section())
                ? path.replaceFirst("/$", ".html")
                : path.endsWith("/") || path.matches(".*\\.[a-z]{2,5}") ? path : path + "/";
        return prefix + (path.startsWith("/") ? path : "/" + path);
    }

    /** Whether a section's addresses end in {@code .html}: those of all sections do, or of those that are named. */
    private boolean isUgly(String section) {
        return config.is("uglyurls") || Boolean.TRUE.equals(config.value("uglyurls", section.toLowerCase(Locale.ROOT)));
    }

    private static String given(String url, String prefix) {
        String path = url.replaceFirst("^https?://[^/]+", "");
        String whole = path.startsWith("/") ? path : prefix + "/" + path;
        return whole.matches(".*\\.[A-Za-z0-9]{1,6}$") || whole.endsWith("/") ? whole : whole + "/";
    }

    /**
     * Of the list that Hugo makes of a folder.
     *
     * @param fields front matter of its {@code _index.md}, if it has one
     */
    String ofSection(List<String> folders, @Nullable String language, Map<String, @Nullable Object> fields) {
        String prefix = prefix(language);
        String url = Values.text(fields.get("url"));
        return url != null
                ? given(url, prefix)
                : folders.stream()
                        .map(this::segment)
                        .collect(Collectors.joining("/", prefix + "/", "/"))
                        .replaceAll("/{2,}", "/");
    }

    String prefix(@Nullable String language) {
        boolean main = language == null || language.equals(config.language());
        return main && !config.is("defaultcontentlanguageinsubdir")
                        || language == null
                        || config.languages().isEmpty()
                ? ""
                : "/" + language.toLowerCase(Locale.ROOT);
    }

    private @Nullable String pattern(Page page) {
        Object all = config.value("permalinks");
        if (Values.map(all).get("page") instanceof Map<?, ?> pages) {
            all = pages;
        }
        Map<String, @Nullable Object> patterns = Values.map(all);
        String own = Values.text(patterns.get(page.section().toLowerCase(Locale.ROOT)));
        return own == null && page.section().isEmpty() ? Values.text(patterns.get("/")) : own;
    }

    private String filled(String pattern, Page page, String last) {
        Matcher day = DATE.matcher(String.valueOf(Values.text(page.fields().get("date"))));
        boolean dated = day.matches();
        return TOKEN.matcher(pattern)
                .replaceAll(token -> Matcher.quoteReplacement(
                        switch (token.group(1)) {
                            case "year" -> dated ? day.group(1) : "0001";
                            case "month" -> dated ? two(day.group(2)) : "01";
                            case "day" -> dated ? two(day.group(3)) : "01";
                            case "section" -> segment(page.section());
                            case "sections" ->
                                String.join(
                                        "/",
                                        page.folders().stream()
                                                .map(this::segment)
                                                .toList());
                            case "sectionslug" -> segment(page.section());
                            case "monthname" -> dated ? named(day, "MMMM") : "january";
                            case "weekdayname" -> dated ? named(day, "EEEE") : "monday";
                            case "yearday" -> dated ? String.valueOf(day(day).getDayOfYear()) : "1";
                            case "filename", "contentbasename" -> segment(page.stem());
                            case "title" -> titled(page);
                            case "slug" -> Values.text(page.fields().get("slug")) == null ? titled(page) : last;
                            default -> last;
                        }));
    }

    /** Of the title, or of what Hugo takes for one. */
    private String titled(Page page) {
        String title = Values.text(page.fields().get("title"));
        return segment(title == null ? page.stem() : title.replace('/', '-'));
    }

    private static LocalDate day(Matcher day) {
        return LocalDate.of(
                Integer.parseInt(day.group(1)), Integer.parseInt(day.group(2)), Integer.parseInt(day.group(3)));
    }

    private static String named(Matcher day, String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)
                .format(day(day))
                .toLowerCase(Locale.ROOT);
    }

    private static String two(String number) {
        return number.length() == 1 ? "0" + number : number;
    }

    /**
     * A name in an address, as Hugo makes it: white space becomes one hyphen, other signs go, and hyphens that are there stay.
     * Plus signs go last, so that they leave the hyphens on both sides.
     */
    String segment(String name) {
        StringBuilder fit = new StringBuilder();
        boolean afterSpace = false;
        for (int c :
                Normalizer.normalize(name, Normalizer.Form.NFC).codePoints().toArray()) {
            boolean afterHyphen = !fit.isEmpty() && fit.charAt(fit.length() - 1) == '-';
            if (isKept(c)) {
                if (afterSpace && c != '-') {
                    fit.append('-');
                }
                fit.appendCodePoint(c);
                afterSpace = false;
            } else if (Character.isWhitespace(c) && !fit.isEmpty() && !afterHyphen) {
                afterSpace = true;
            }
        }
        String plain = fit.toString().replace("+", "");
        return config.is("disablepathtolower") ? plain : plain.toLowerCase(Locale.ROOT);
    }

    private static boolean isKept(int c) {
        return "._/\\#+~@-".indexOf(c) >= 0
                || Character.isLetter(c)
                || Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER
                || MARKS.contains(Character.getType(c));
    }
}
