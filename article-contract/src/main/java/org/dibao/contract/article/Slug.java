package org.dibao.contract.article;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Turns names into parts of addresses, as Jekyll's {@code slugify} does in its modes {@code default} and {@code
 * pretty}.
 */
public final class Slug {
    /** For a slug made of code points: the same length that a given slug may have. */
    public static final int MAX_SIGNS = 200;

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{Nd}]");
    private static final Pattern DEFAULT_BREAK = Pattern.compile("[^\\p{M}\\p{L}\\p{Nd}]+");
    private static final Pattern PRETTY_BREAK = Pattern.compile("[^\\p{M}\\p{L}\\p{Nd}._~!$&'()+,;=@]+");
    private static final Pattern SIGNS =
            Pattern.compile("(?<=[\\p{M}\\p{L}\\p{Nd}])(?:[+#\u266F\uFF0B\uFF03]+|-{2,}(?![\\p{L}\\p{Nd}]))");
    private static final Pattern SIGNS_IN_SLUG = Pattern.compile("-u(?:2b|23|266f|ff0b|ff03|2d)(?![^-])");
    private static final Pattern ENDS = Pattern.compile("^-+|-+$");

    private Slug() {}

    /**
     * Letters, digits and hyphens in lower case, in Unicode NFC. A name with neither a letter nor a digit gives the
     * hexadecimal code points of its characters, such as {@code u1f600-u21}, as many as fit into {@value #MAX_SIGNS}
     * characters. Empty only for a name without visible characters. The slug of a slug is the slug itself.
     */
    public static String of(String name) {
        return WORD.matcher(name).find() ? words(name) : signs(name);
    }

    /** The same, but empty if the name has neither a letter nor a digit. */
    public static String words(String name) {
        String lower = broken(name, DEFAULT_BREAK).toLowerCase(Locale.ROOT);
        // Some letters, such as t with a diaeresis, compose with their marks in lower case only.
        return Normalizer.normalize(lower, Normalizer.Form.NFC);
    }

    /**
     * The slug of a tag: as {@link #of}, but {@code +} and {@code #} after a word, and two or more hyphens after it, count
     * as their code points, because {@code C}, {@code C#} and {@code C++} are not the same: {@code c}, {@code c-u23}, {@code
     * c-u2b-u2b}.
     */
    public static String ofTag(String name) {
        String normal = Normalizer.normalize(name, Normalizer.Form.NFC);
        return of(SIGNS.matcher(normal)
                .replaceAll(found -> found.group()
                                .codePoints()
                                .mapToObj(sign -> "-u" + Integer.toHexString(sign))
                                .collect(Collectors.joining())
                        + "-"));
    }

    /** The slug that a tag with this slug has where signs do not count: {@code c} for {@code c-u2b-u2b}. */
    public static String withoutSigns(String ofTag) {
        return ofTag.contains("-u") ? SIGNS_IN_SLUG.matcher(ofTag).replaceAll("") : ofTag;
    }

    private static String signs(String name) {
        StringBuilder slug = new StringBuilder();
        for (int c : Normalizer.normalize(name, Normalizer.Form.NFC)
                .codePoints()
                .filter(Slug::isSeen)
                .toArray()) {
            String sign = (slug.isEmpty() ? "u" : "-u") + Integer.toHexString(c);
            if (slug.length() + sign.length() > MAX_SIGNS) {
                break;
            }
            slug.append(sign);
        }
        return slug.toString();
    }

    /**
     * Excludes white space, control and format characters, and those that only say how to draw the character before
     * them.
     */
    private static boolean isSeen(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> !(c >= 0xFE00 && c <= 0xFE0F);
        };
    }

    /** Like {@link #words}, but keeps the case and the characters {@code . _ ~ ! $ & ' ( ) + , ; = @}. */
    public static String pretty(String name) {
        return broken(name, PRETTY_BREAK);
    }

    private static String broken(String name, Pattern at) {
        String normal = Normalizer.normalize(name, Normalizer.Form.NFC);
        return ENDS.matcher(at.matcher(normal).replaceAll("-")).replaceAll("");
    }
}
