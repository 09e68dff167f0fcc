package org.dibao.contract.article;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Makes the parts of addresses from names, as Jekyll's {@code slugify} does in its modes {@code default} and {@code pretty}. */
public final class Slug {
    /** Of a slug made of the numbers of characters: as long as a slug that is given may be. */
    public static final int MAX_SIGNS = 200;

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{Nd}]");
    private static final Pattern DEFAULT_BREAK = Pattern.compile("[^\\p{M}\\p{L}\\p{Nd}]+");
    private static final Pattern PRETTY_BREAK = Pattern.compile("[^\\p{M}\\p{L}\\p{Nd}._~!$&'()+,;=@]+");
    private static final Pattern ENDS = Pattern.compile("^-+|-+$");

    private Slug() {}

    /**
     * Letters, digits and hyphens in lower case, in Unicode's NFC. A name that has neither letter nor digit gives the
     * hexadecimal numbers of its characters, as {@code u1f600-u21}, the first that fit into {@value #MAX_SIGNS} characters.
     * Empty only for a name in which there is nothing to be seen. A slug is its own slug.
     */
    public static String of(String name) {
        return WORD.matcher(name).find() ? words(name) : signs(name);
    }

    /** The same, and empty if the name has neither letter nor digit. */
    public static String words(String name) {
        String lower = broken(name, DEFAULT_BREAK).toLowerCase(Locale.ROOT);
        // Some letters compose with their marks in lower case only, as t with a diaeresis.
        return Normalizer.normalize(lower, Normalizer.Form.NFC);
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

    /** Not white space, control or formatting characters, nor what only says how the sign before it is drawn. */
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

    /** As {@link #words}, but keeps the case and the signs {@code . _ ~ ! $ & ' ( ) + , ; = @}. */
    public static String pretty(String name) {
        return broken(name, PRETTY_BREAK);
    }

    private static String broken(String name, Pattern at) {
        String normal = Normalizer.normalize(name, Normalizer.Form.NFC);
        return ENDS.matcher(at.matcher(normal).replaceAll("-")).replaceAll("");
    }
}
