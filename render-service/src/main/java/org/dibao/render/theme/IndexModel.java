package org.dibao.render.theme;

import java.nio.charset.Charset;
import java.text.CollationKey;
import java.text.Collator;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.dibao.render.listing.ListingKey.Kind;

/**
 * The model for the template of an index: sorted by name, in groups by first letter, for Chinese names that of their
 * reading.
 */
final class IndexModel {
    /** Fewer entries are shown as one group. */
    private static final int GROUPED_FROM = 40;
    /** In GB 2312 the 3755 common characters are sorted by reading: these are the first of each letter. */
    private static final Charset BY_READING = Charset.forName("GB2312");

    private static final String LETTERS = "ABCDEFGHJKLMNOPQRSTWXYZ";
    private static final String FIRSTS = "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝";
    private static final int LAST_COMMON = code("座");
    private static final String OTHERS = "#";

    private IndexModel() {}

    static TemplateModel of(TemplateModel world, IndexPage page) {
        String kind = page.kind().name().toLowerCase(Locale.ROOT);
        if (page.kind() == Kind.MONTH) {
            return put(world, kind, page, years(page.entries(), world.texts));
        }
        List<IndexPage.Entry> sorted = sorted(page.entries(), world.texts.locale());
        List<Map<String, Object>> groups = new ArrayList<>();
        if (sorted.size() < GROUPED_FROM) {
            groups.add(Map.of(
                    "letter",
                    "",
                    "id",
                    "all",
                    "entries",
                    sorted.stream().map(IndexModel::shown).toList()));
        } else {
            Map<String, List<Map<String, Object>>> byLetter = new TreeMap<>();
            for (IndexPage.Entry entry : sorted) {
                byLetter.computeIfAbsent(letter(entry.name()), _ -> new ArrayList<>())
                        .add(shown(entry));
            }
            List<Map<String, Object>> others = byLetter.remove(OTHERS);
            byLetter.forEach((letter, entries) ->
                    groups.add(Map.of("letter", letter, "id", "letter-" + letter, "entries", entries)));
            if (others != null) {
                groups.add(Map.of("letter", OTHERS, "id", "others", "entries", others));
            }
        }
        return put(world, kind, page, groups);
    }

    private static TemplateModel put(
            TemplateModel world, String kind, IndexPage page, List<Map<String, Object>> groups) {
        return world.put(
                "index",
                Map.of(
                        "kind",
                        kind,
                        "title",
                        world.texts.find("index." + kind),
                        "count",
                        page.entries().size(),
                        "part",
                        page.entries().size() < page.all()
                                ? world.texts.get("index.part", page.entries().size(), page.all())
                                : "",
                        "groups",
                        groups));
    }

    private static List<Map<String, Object>> years(List<IndexPage.Entry> months, InterfaceTexts texts) {
        Map<String, List<Map<String, Object>>> byYear = new LinkedHashMap<>();
        for (IndexPage.Entry entry : months) {
            YearMonth month = YearMonth.parse(entry.name());
            byYear.computeIfAbsent(texts.pattern("date.year").format(month), _ -> new ArrayList<>())
                    .add(shown(new IndexPage.Entry(
                            texts.pattern("date.month").format(month), entry.href(), entry.count())));
        }
        List<Map<String, Object>> groups = new ArrayList<>();
        byYear.forEach((year, entries) ->
                groups.add(Map.of("letter", year, "id", "year-" + (groups.size() + 1), "entries", entries)));
        return groups;
    }

    private static List<IndexPage.Entry> sorted(List<IndexPage.Entry> entries, Locale locale) {
        Collator names = Collator.getInstance(locale);
        record Key(String letter, CollationKey name, IndexPage.Entry entry) {}
        return entries.stream()
                .map(entry -> new Key(letter(entry.name()), names.getCollationKey(entry.name()), entry))
                .sorted(Comparator.comparing((Key key) -> key.letter().equals(OTHERS))
                        .thenComparing(Key::letter)
                        .thenComparing(Key::name)
                        .thenComparing(key -> key.entry().href()))
                .map(Key::entry)
                .toList();
    }

    private static Map<String, Object> shown(IndexPage.Entry entry) {
        return Map.of("name", entry.name(), "href", entry.href(), "count", entry.count());
    }

    private static String letter(String name) {
        if (name.isEmpty()) {
            return OTHERS;
        }
        int first = name.codePointAt(0);
        String plain = java.text.Normalizer.normalize(Character.toString(first), java.text.Normalizer.Form.NFKD);
        char latin = Character.toUpperCase(plain.charAt(0));
        if (latin >= 'A' && latin <= 'Z') {
            return String.valueOf(latin);
        }
        int code = code(Character.toString(first));
        if (code <= LAST_COMMON) {
            for (int i = FIRSTS.length() - 1; i >= 0; i--) {
                if (code >= code(FIRSTS.substring(i, i + 1))) {
                    return LETTERS.substring(i, i + 1);
                }
            }
        }
        return OTHERS;
    }

    /** @return 0 if there is none: not a Chinese character, or a rare one */
    private static int code(String character) {
        byte[] bytes = character.getBytes(BY_READING);
        return bytes.length == 2 ? (bytes[0] & 255) << 8 | bytes[1] & 255 : 0;
    }
}
