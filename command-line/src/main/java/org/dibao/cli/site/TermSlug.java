package org.dibao.cli.site;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The names of categories, tags and authors as they are in the addresses of their listings here; empty for one without a letter or digit. */
public final class TermSlug {
    private static final Pattern BREAK = Pattern.compile("[^\\p{M}\\p{L}\\p{Nd}]+");
    private static final Pattern ENDS = Pattern.compile("^-+|-+$");
    /** In tags these count, since C and C++ are two. */
    private static final Pattern SIGNS =
            Pattern.compile("(?<=[\\p{M}\\p{L}\\p{Nd}])(?:[+#\\u266F\\uFF0B\\uFF03]+|-{2,}(?![\\p{L}\\p{Nd}]))");

    private TermSlug() {}

    public static String of(String name) {
        String normal = Normalizer.normalize(name, Normalizer.Form.NFC);
        String words = ENDS.matcher(BREAK.matcher(normal).replaceAll("-")).replaceAll("");
        return Normalizer.normalize(words.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }

    public static String ofTag(String name) {
        return of(SIGNS.matcher(Normalizer.normalize(name, Normalizer.Form.NFC))
                .replaceAll(found -> found.group()
                                .codePoints()
                                .mapToObj(sign -> "-u" + Integer.toHexString(sign))
                                .collect(Collectors.joining())
                        + "-"));
    }
}
