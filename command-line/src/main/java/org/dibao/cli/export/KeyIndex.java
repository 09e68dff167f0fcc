package org.dibao.cli.export;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which pages have a key. */
final class KeyIndex {
    private final Map<String, List<String>> pages = new HashMap<>();

    /**
     * @param before the keys that the page had, separated by spaces
     * @param now    those that it has
     */
    void put(String address, String before, String now) {
        if (before.equals(now)) {
            return;
        }
        for (String key : of(before)) {
            List<String> those = pages.getOrDefault(key, List.of());
            if (those.size() > 1) {
                those.remove(address);
            } else {
                pages.remove(key);
            }
        }
        for (String key : of(now)) {
            pages.computeIfAbsent(key, _ -> new ArrayList<>(1)).add(address);
        }
    }

    List<String> with(String key) {
        return pages.getOrDefault(key, List.of());
    }

    /** But for that of all pages, for which nobody has to look. */
    private static List<String> of(String keys) {
        return keys.isEmpty()
                ? List.of()
                : List.of(keys.split(" ")).stream()
                        .filter(key -> !key.equals(Changes.EVERYTHING))
                        .toList();
    }
}
