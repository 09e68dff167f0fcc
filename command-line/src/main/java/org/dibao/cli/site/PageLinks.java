package org.dibao.cli.site;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Links of a Markdown text that name other files instead of their addresses. */
public final class PageLinks {
    private static final Pattern TO_FILE =
            Pattern.compile("(\\]\\()((?!(?:[a-z]+:|/|#))[^()\\s#?]{1,500}?)\\.(?:md|markdown)(#[^()\\s]*)?(?=[)\\s])");

    private PageLinks() {}

    /**
     * The text with the addresses of files that are known.
     *
     * @param folder in which the text's own file is, with a slash at its end, or empty
     * @param places addresses by the names of files, in lower case and without their extensions
     */
    public static String toPages(String text, String folder, Map<String, String> places) {
        return TO_FILE.matcher(text).replaceAll(link -> {
            String name = normal(folder + link.group(2)).toLowerCase(Locale.ROOT);
            String address = places.get(name);
            return Matcher.quoteReplacement(
                    address == null
                            ? link.group()
                            : link.group(1) + address + (link.group(3) == null ? "" : link.group(3)));
        });
    }

    private static String normal(String path) {
        return java.nio.file.Path.of("/" + path)
                .normalize()
                .toString()
                .substring(1)
                .replace('\\', '/');
    }
}
