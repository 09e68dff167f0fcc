package org.dibao.render.body;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The candidates of a picture in several sizes: addresses with all widths or all densities. */
final class Srcset {
    private static final Pattern COMMA = Pattern.compile(",\\s+|,\\s*$");
    private static final Pattern WHITE = Pattern.compile("\\s+");
    private static final Pattern DESCRIPTOR = Pattern.compile("[1-9][0-9]{0,4}w|[1-9][0-9]?(?:\\.[0-9]{1,3})?x");

    private Srcset() {}

    /** With addresses that are valid; null if anything else is not. */
    static @Nullable String fix(String srcset, Urls urls) {
        List<String> out = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        int widths = 0;
        for (String candidate : COMMA.split(srcset.strip())) {
            String[] parts = WHITE.split(candidate.strip());
            String url = parts[0].isEmpty() ? null : urls.fix(parts[0]);
            String descriptor = parts.length > 1 ? parts[1] : "1x";
            if (url == null
                    || url.startsWith(",")
                    || url.endsWith(",")
                    || parts.length > 2
                    || !DESCRIPTOR.matcher(descriptor).matches()
                    || !seen.add(descriptor)) {
                return null;
            }
            widths += descriptor.endsWith("w") ? 1 : 0;
            out.add(parts.length > 1 ? url + " " + descriptor : url);
        }
        return widths == 0 || widths == out.size() ? String.join(", ", out) : null;
    }
}
