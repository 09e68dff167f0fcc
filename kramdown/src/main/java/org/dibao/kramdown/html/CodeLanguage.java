package org.dibao.kramdown.html;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The class that names a code block's language. */
public final class CodeLanguage {
    private static final String PREFIX = "language-";

    private CodeLanguage() {}

    /** The language that a class attribute names, or null. */
    public static @Nullable String of(@Nullable String classes) {
        if (classes == null) {
            return null;
        }
        for (String name : classes.split(" ")) {
            if (name.startsWith(PREFIX) && name.length() > PREFIX.length()) {
                return name.substring(PREFIX.length());
            }
        }
        return null;
    }

    static String without(String classes) {
        List<String> rest = new ArrayList<>(List.of(classes.split(" ")));
        rest.removeIf(name -> name.startsWith(PREFIX));
        return String.join(" ", rest);
    }
}
