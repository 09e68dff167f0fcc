package org.dibao.render.theme;

import java.text.Collator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the template of an index sees: groups by the first letter, Chinese names by that of their reading, each in the order in
 * which it was given.
 */
final class IndexWorld {
    /** Fewer are shown as one group. */
    private static final int GROUPED_FROM = 40;
    /** The first character of each letter in the order of readings; no reading begins with I, U or V. */
    private static final String LETTERS = "ABCDEFGHJKLMNOPQRSTWXYZ";
    private static final String FIRSTS = "阿八嚓哒妸发旮哈讥咔垃妈拏噢趴七呥仨他哇夕丫匝";
    private static final String OTHERS = "#";

    private IndexWorld() {}

    static World of(World world, IndexPage page) {
        String kind = page.kind().name().toLowerCase(Locale.ROOT);
        List<Map<String, Object>> groups = new ArrayList<>();
        if (page.entries().size() < GROUPED_FROM) {
            groups.add(Map.of("letter", "", "id", "all", "entries", page.entries().stream().map(IndexWorld::shown).toList()));
        } else {
            Collator collator = Collator.getInstance(Locale.SIMPLIFIED_CHINESE);
            Map<String, List<Map<String, Object>>> byLetter = new TreeMap<>();
            for (IndexPage.Entry entry : page.entries()) {
                byLetter.computeIfAbsent(letter(entry.name(), collator), _ -> new ArrayList<>()).add(shown(entry));
            }
            List<Map<String, Object>> others = byLetter.remove(OTHERS);
            byLetter.forEach((letter, entries) -> groups.add(Map.of("letter", letter, "id", "letter-" + letter, "entries", entries)));
            if (others != null) {
                groups.add(Map.of("letter", OTHERS, "id", "others", "entries", others));
            }
        }
        return world.put("index", Map.of(
                "kind", kind,
                "title", world.texts.find("index." + kind),
                "count", page.entries().size(),
                "groups", groups));
    }

    private static Map<String, Object> shown(IndexPage.Entry entry) {
        return Map.of("name", entry.name(), "href", entry.href(), "count", entry.count());
    }

    private static String letter(String name, Collator collator) {
        if (name.isEmpty()) {
            return OTHERS;
        }
        int first = name.codePointAt(0);
        String plain = java.text.Normalizer.normalize(Character.toString(first), java.text.Normalizer.Form.NFKD);
        char latin = Character.toUpperCase(plain.charAt(0));
        if (latin >= 'A' && latin <= 'Z') {
            return String.valueOf(latin);
        }
        if (Character.UnicodeScript.of(first) != Character.UnicodeScript.HAN) {
            return OTHERS;
        }
        String character = Character.toString(first);
        for (int i = FIRSTS.length() - 1; i >= 0; i--) {
            if (collator.compare(character, FIRSTS.substring(i, i + 1)) >= 0) {
                return LETTERS.substring(i, i + 1);
            }
        }
        return OTHERS;
    }
}
