package org.dibao.ingest.liquid;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The code in a Markdown text: fenced blocks and code spans. Nothing in them is interpreted as anything else. */
final class Code {
    private static final Pattern FENCE =
            Pattern.compile("(?m)^[ \\t>]*+(?:(?:[-*+]|\\d{1,9}\\.)[ \\t]*+)?(`{3,}|~{3,})");
    private static final Pattern TICKS = Pattern.compile("`+");
    private static final int MAX_SPAN = 10_000;

    private final List<Range> ranges = new ArrayList<>();

    private record Range(int start, int end) {}

    private Code() {}

    static Code of(String text) {
        Code code = new Code();
        Matcher fence = FENCE.matcher(text);
        int at = 0;
        while (fence.find(at)) {
            code.spans(text, at, fence.start());
            int end = closed(text, fence.end(1), fence.group(1));
            code.ranges.add(new Range(fence.start(1), end));
            at = end;
            if (at >= text.length()) {
                return code;
            }
        }
        code.spans(text, at, text.length());
        return code;
    }

    private static int closed(String text, int from, String marker) {
        Matcher close = Pattern.compile(
                        "(?m)^[ \\t>]*" + Pattern.quote(marker.substring(0, 1)) + "{" + marker.length() + ",}[ \\t]*$")
                .matcher(text);
        return close.find(from) ? close.end() : text.length();
    }

    private void spans(String text, int from, int to) {
        Matcher open = TICKS.matcher(text).region(from, to);
        Matcher close = TICKS.matcher(text);
        int at = from;
        while (at < to && open.region(at, to).find()) {
            at = open.end();
            if (open.start() > 0 && text.charAt(open.start() - 1) == '\\') {
                continue;
            }
            int length = open.end() - open.start();
            close.region(at, Math.min(to, at + MAX_SPAN));
            while (close.find()) {
                if (close.end() - close.start() == length) {
                    if (text.substring(open.end(), close.start()).contains("\n\n")) {
                        break; // a span does not extend beyond its paragraph
                    }
                    ranges.add(new Range(open.start(), close.end()));
                    at = close.end();
                    break;
                }
            }
        }
    }

    /** Whether a place is in code. */
    boolean contains(int place) {
        int low = 0;
        int high = ranges.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            Range range = ranges.get(middle);
            if (place < range.start) {
                high = middle - 1;
            } else if (place >= range.end) {
                low = middle + 1;
            } else {
                return true;
            }
        }
        return false;
    }
}
