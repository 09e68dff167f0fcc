package org.dibao.kramdown.html;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The class that names a code block's language: the first of those that do; the others are classes like any. */
public final class CodeLanguage {
    private static final Pattern NAMED =
            Pattern.compile("\\blanguage-([^ \\t\\n\\x0b\\f\\r]+)", Pattern.UNICODE_CHARACTER_CLASS);

    private CodeLanguage() {}

    /** The language that a class attribute names, or null. */
    public static @Nullable String of(@Nullable String classes) {
        if (classes == null) {
            return null;
        }
        Matcher named = NAMED.matcher(classes);
        return named.find() ? named.group(1) : null;
    }

    /** The classes without the one that {@link #of} reads; may be empty. */
    static String without(String classes) {
        return NAMED.matcher(classes).replaceFirst("").strip();
    }
}
