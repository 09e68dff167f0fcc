package org.dibao.contract.article;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Makes the parts of addresses from names, as Jekyll's {@code slugify} does in its modes {@code default} and {@code pretty}. */
public final class Slug {
    private static final Pattern DEFAULT_BREAK = Pattern.compile("[^\\p{M}\\p{L}\\p{Nd}]+");
    private static final Pattern PRETTY_BREAK = Pattern.compile("[^\\p{M}\\p{L}\\p{Nd}._~!$&'()+,;=@]+");
    private static final Pattern ENDS = Pattern.compile("^-+|-+$");

    private Slug() {}

    /**
     * Letters, digits and hyphens in lower case, in Unicode's NFC; empty if the name has neither letter nor digit. A slug
     * is its own slug.
     */
    public static String of(String name) {
        String lower = broken(name, DEFAULT_BREAK).toLowerCase(Locale.ROOT);
        // Some letters compose with their marks in lower case only, as t with a diaeresis.
        return Normalizer.normalize(lower, Normalizer.Form.NFC);
    }

    /** As {@link #of}, but keeps the case and the signs {@code . _ ~ ! $ & ' ( ) + , ; = @}. */
    public static String pretty(String name) {
        return broken(name, PRETTY_BREAK);
    }

    private static String broken(String name, Pattern at) {
        String normal = Normalizer.normalize(name, Normalizer.Form.NFC);
        return ENDS.matcher(at.matcher(normal).replaceAll("-")).replaceAll("");
    }
}
