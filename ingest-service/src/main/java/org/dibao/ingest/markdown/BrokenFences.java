package org.dibao.ingest.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Code fences of other programs that are none in kramdown, because something follows their language. */
final class BrokenFences {
    private static final Pattern FENCE = Pattern.compile(" {0,3}(`{3,}|~{3,})[ \\t]*([^\\s`]+)[ \\t]+([^\\s`][^`]*)");
    private static final Pattern ANY = Pattern.compile(" {0,3}(`{3,}|~{3,})[^`]*");
    private static final int MAX_WARNINGS = 10;
    private static final int MAX_QUOTED = 60;

    private BrokenFences() {}

    static List<String> warnings(String text) {
        if (!text.contains("```") && !text.contains("~~~")) {
            return List.of();
        }
        List<String> warnings = new ArrayList<>();
        String open = null;
        int number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            Matcher any = ANY.matcher(line);
            if (open != null) {
                open = isEnd(line, open) ? null : open;
            } else if (any.matches()) {
                open = any.group(1);
                String warning = warning(line, number);
                if (warning != null && warnings.size() < MAX_WARNINGS) {
                    warnings.add(warning);
                }
            }
        }
        return List.copyOf(warnings);
    }

    private static boolean isEnd(String line, String open) {
        String bare = line.strip();
        return bare.length() >= open.length() && bare.chars().allMatch(c -> c == open.charAt(0));
    }

    private static @Nullable String warning(String line, int number) {
        Matcher fence = FENCE.matcher(line);
        if (!fence.matches()) {
            return null;
        }
        String more = fence.group(3).strip();
        return "Markdown, line " + number + " of the text: no code begins here, because something follows \""
                + fence.group(1) + fence.group(2) + "\": leave \""
                + (more.length() > MAX_QUOTED ? more.substring(0, MAX_QUOTED) + "…" : more) + "\" out";
    }
}
