package org.dibao.cli.jekyll;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the text of a page says about it. */
final class PageText {
    private static final Pattern LISTING =
            Pattern.compile("\\{%-?\\s*for\\s+\\w+\\s+in\\s+(paginator\\.posts|site\\.(?:posts|categories|tags))\\b");
    private static final Pattern MARKUP = Pattern.compile("(?s)\\{%.*?%\\}|\\{\\{.*?\\}\\}|<[^>]*>|\\s+");
    /** Of a page that lists articles, characters of other text that make it a page of its own. */
    private static final int OWN_TEXT = 400;

    private static final Pattern HEADING = Pattern.compile("(?m)\\A\\s*#\\s+(.+?)\\s*#*$");

    private PageText() {}

    /** The address at which Dibao lists what a page lists and little else; null if it is another page. */
    static @Nullable String listing(String body) {
        Matcher loop = LISTING.matcher(body);
        if (!loop.find() || MARKUP.matcher(body).replaceAll("").length() > OWN_TEXT) {
            return null;
        }
        return switch (loop.group(1)) {
            case "site.categories" -> "/categories.html";
            case "site.tags" -> "/tags.html";
            case "site.posts" -> "/archive.html";
            default -> "/";
        };
    }

    /** Its first heading, or else its name in words. */
    static String title(String name, String body) {
        Matcher heading = HEADING.matcher(body);
        if (heading.find()) {
            return heading.group(1);
        }
        String stem = name.replaceFirst("/index\\.[^./]+$", "").replaceFirst("\\.[^./]+$", "");
        String words = stem.substring(stem.lastIndexOf('/') + 1)
                .replaceAll("[-_]+", " ")
                .strip();
        return words.isEmpty() ? name : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
