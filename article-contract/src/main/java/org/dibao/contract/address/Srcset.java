package org.dibao.contract.address;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The candidates of an image in several sizes (HTML Living Standard, 4.8.4.2.1): addresses with either widths or
 * densities throughout.
 */
public final class Srcset {
    private static final Pattern COMMA = Pattern.compile(",\\s+|,\\s*$");
    private static final Pattern WHITE = Pattern.compile("\\s+");
    private static final Pattern DESCRIPTOR = Pattern.compile("[1-9][0-9]{0,4}w|[1-9][0-9]?(?:\\.[0-9]{1,3})?x");

    private Srcset() {}

    /**
     * The candidates with their addresses replaced; null if any of them is not valid.
     *
     * @param address returns a candidate's address in its final form, or null if it is not allowed
     */
    public static @Nullable String of(String srcset, Function<String, @Nullable String> address) {
        List<String> out = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        int widths = 0;
        for (String candidate : COMMA.split(srcset.strip())) {
            String[] parts = WHITE.split(candidate.strip());
            String url = parts[0].isEmpty() ? null : address.apply(parts[0]);
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
