package org.dibao.contract.article;

import java.text.Normalizer;
import java.util.Set;
import java.util.regex.Pattern;

/** What all paths on a site have in common, whether there are articles or files. */
public final class PathRules {
    /** In UTF-16 code units. */
    public static final int MAX_LENGTH = 600;

    /**
     * The site's own addresses here have few segments: a section may have this name, because its articles are deeper,
     * below their dates.
     */
    private static final Set<String> RESERVED_ABOVE =
            Set.of("category", "categories", "tag", "tags", "author", "authors", "page", "search", "feed");

    private static final int DEEP = 5;
    /** A section may be named articles or health; only the addresses that the site itself serves are reserved. */
    private static final Pattern RESERVED_WHOLE = Pattern.compile(
            "/|/(index|404|410)\\.html|/(feed|rss|atom)\\.xml|/feed\\.json|/robots\\.txt|/sitemap[^/]*\\.xml|/news-sitemap\\.xml"
                    + "|/favicon\\.ico|/(health|articles)(\\.html|/)?|/articles/[^/]+/?|/[0-9]{4}(/[0-9]{2})?(/|/page/[0-9]+\\.html)?");

    private static final Pattern FORBIDDEN = Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\\\]");
    private static final String HTML = ".html";

    private PathRules() {}

    /**
     * @param given         decoded
     * @param reservedFirst first segments that the site needs for itself
     * @return the path in Unicode NFC
     * @throws IllegalArgumentException if it is not valid
     */
    public static String checked(String given, Set<String> reservedFirst) {
        String value = Normalizer.normalize(given, Normalizer.Form.NFC);
        if (!value.startsWith("/")) {
            throw new IllegalArgumentException("a path starts with a slash");
        }
        if (value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a path has at most " + MAX_LENGTH + " characters");
        }
        if (FORBIDDEN.matcher(value).find()) {
            throw new IllegalArgumentException("a path has no control character and no backslash");
        }
        if (RESERVED_WHOLE.matcher(value).matches()) {
            throw new IllegalArgumentException(value + " is one of the site's own addresses");
        }
        String[] segments = value.substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            boolean last = i == segments.length - 1;
            if (segments[i].isBlank() && !(last && segments[i].isEmpty())
                    || segments[i].equals(".")
                    || segments[i].equals("..")) {
                throw new IllegalArgumentException("a path has no empty segment and none that is . or ..");
            }
        }
        String first = segments[0].endsWith(HTML)
                ? segments[0].substring(0, segments[0].length() - HTML.length())
                : segments[0];
        if (reservedFirst.contains(first) || RESERVED_ABOVE.contains(first) && segments.length < DEEP) {
            throw new IllegalArgumentException("/" + first + " is reserved for the site's own addresses");
        }
        return value;
    }
}
