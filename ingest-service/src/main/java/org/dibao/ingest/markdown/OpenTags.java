package org.dibao.ingest.markdown;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Start tags whose end the Markdown parser waits for. It looks for each end tag among all of them, from the last to the first. */
final class OpenTags {
    private static final Pattern TAG = Pattern.compile("<(/?)([A-Za-z][A-Za-z0-9]{0,20})");
    private static final Set<String> WITHOUT_END = Set.of(
            "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "wbr");

    private final List<String> open = new ArrayList<>();
    private final Map<String, Deque<Integer>> places = new HashMap<>();

    private OpenTags() {}

    /** How many start tags are looked at for all end tags together. */
    static long looks(String markdown, CodeRanges code) {
        OpenTags tags = new OpenTags();
        long looks = 0;
        for (Matcher tag = TAG.matcher(markdown); tag.find(); ) {
            if (!code.contains(tag.start())) {
                String name = tag.group(2).toLowerCase(Locale.ROOT);
                if (!tag.group(1).isEmpty()) {
                    looks += tags.end(name);
                } else if (!WITHOUT_END.contains(name)) {
                    tags.start(name);
                }
            }
        }
        return looks;
    }

    private void start(String name) {
        places.computeIfAbsent(name, _ -> new ArrayDeque<>()).push(open.size());
        open.add(name);
    }

    private int end(String name) {
        Deque<Integer> found = places.get(name);
        int size = open.size();
        if (found == null || found.isEmpty()) {
            return size;
        }
        int start = found.element();
        while (open.size() > start) { // what is open within it ends with it
            places.getOrDefault(open.removeLast(), found).pop();
        }
        return size - start;
    }
}
