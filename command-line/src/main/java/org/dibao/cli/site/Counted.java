package org.dibao.cli.site;

import java.util.Locale;

/** Numbers with their nouns. */
public final class Counted {
    private Counted() {}

    /** Such as {@code 1 link} and {@code 2,000 links}. */
    public static String of(long number, String one, String several) {
        return String.format(Locale.ROOT, "%,d ", number) + (number == 1 ? one : several);
    }
}
