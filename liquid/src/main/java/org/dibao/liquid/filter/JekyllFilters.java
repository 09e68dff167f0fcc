package org.dibao.liquid.filter;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.dibao.liquid.LiquidException;
import org.dibao.liquid.value.Inspection;
import org.dibao.liquid.value.JsonText;
import org.dibao.liquid.value.Numbers;
import org.dibao.liquid.value.Values;
import org.jspecify.annotations.Nullable;

/** Jekyll's other filters. */
final class JekyllFilters {
    private static final Pattern SPACE = Pattern.compile("[ \\t-\\r]+");
    private static final Pattern CJK = Pattern.compile("[\\p{IsHan}\\p{IsKatakana}\\p{IsHiragana}\\p{IsHangul}]");
    private static final Pattern OTHER_WORD =
            Pattern.compile("[^\\p{IsHan}\\p{IsKatakana}\\p{IsHiragana}\\p{IsHangul}\\s]++");
    private static final Map<String, Pattern> SLUG_GAPS = Map.of(
            "raw", Pattern.compile("[ \\t-\\r]+"),
            "default", Pattern.compile("[^\\p{M}\\p{L}\\p{Nd}]+"),
            "pretty", Pattern.compile("[^\\p{M}\\p{L}\\p{Nd}._~!$&'()+,;=@]+"),
            "ascii", Pattern.compile("[^A-Za-z0-9]+"),
            "latin", Pattern.compile("[^\\p{M}\\p{L}\\p{Nd}]+"));
    private static final Map<String, String> LATIN = Map.ofEntries(
            Map.entry("ß", "ss"),
            Map.entry("æ", "ae"),
            Map.entry("Æ", "AE"),
            Map.entry("ø", "o"),
            Map.entry("Ø", "O"),
            Map.entry("đ", "d"),
            Map.entry("Đ", "D"),
            Map.entry("ð", "d"),
            Map.entry("Ð", "D"),
            Map.entry("þ", "th"),
            Map.entry("Þ", "Th"),
            Map.entry("ł", "l"),
            Map.entry("Ł", "L"),
            Map.entry("œ", "oe"),
            Map.entry("Œ", "OE"),
            Map.entry("ı", "i"),
            Map.entry("ŋ", "ng"),
            Map.entry("Ŋ", "NG"),
            Map.entry("ħ", "h"),
            Map.entry("Ħ", "H"));
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    private JekyllFilters() {}

    static void addTo(Filters all) {
        all.add("markdownify", 0, 0, call -> call.context().host().markdownify(call.text()));
        all.add("smartify", 0, 0, call -> call.context().host().smartify(call.text()));
        all.add("sassify", 0, 0, call -> unchanged(call, "sassify"));
        all.add("scssify", 0, 0, call -> unchanged(call, "scssify"));
        all.add("slugify", 0, 1, JekyllFilters::slugify);
        all.add(
                "normalize_whitespace",
                0,
                0,
                call -> TextFilters.stripped(SPACE.matcher(call.text()).replaceAll(" "), true, true));
        all.add("number_of_words", 0, 1, JekyllFilters::words);
        all.add("array_to_sentence_string", 0, 1, JekyllFilters::sentence);
        all.add("jsonify", 0, 0, call -> JsonText.of(call.input()));
        all.add("inspect", 0, 0, call -> EncodingFilters.xml(Inspection.of(call.input())));
        all.add("sample", 0, 1, JekyllFilters::sample);
    }

    private static @Nullable Object unchanged(Call call, String name) {
        call.context().warn("the filter \"" + name + "\" is not done here: its input is left as it is");
        return call.input();
    }

    private static @Nullable Object slugify(Call call) {
        if (Values.isNil(call.input())) {
            return call.input();
        }
        String mode = call.argument(0) == null ? "default" : call.text(0);
        String text = call.text();
        Pattern gaps = SLUG_GAPS.get(mode);
        if (gaps == null) {
            return text.toLowerCase(Locale.ROOT);
        }
        String slug = gaps.matcher(mode.equals("latin") ? latin(text) : text).replaceAll("-");
        int from = slug.startsWith("-") ? 1 : 0;
        int to = slug.length() > from && slug.endsWith("-") ? slug.length() - 1 : slug.length();
        return slug.substring(from, to).toLowerCase(Locale.ROOT);
    }

    private static String latin(String text) {
        StringBuilder out = new StringBuilder();
        String plain = Normalizer.normalize(text, Normalizer.Form.NFC);
        plain.codePoints().mapToObj(Character::toString).forEach(c -> {
            String base =
                    MARKS.matcher(Normalizer.normalize(c, Normalizer.Form.NFD)).replaceAll("");
            out.append(
                    c.codePointAt(0) < 128
                            ? c
                            : LATIN.getOrDefault(c, !base.isEmpty() && base.codePointAt(0) < 128 ? base : "?"));
        });
        return out.toString();
    }

    private static Object words(Call call) {
        String text = call.text();
        long cjk = CJK.matcher(text).results().count();
        boolean counts = "cjk".equals(call.argument(0)) || "auto".equals(call.argument(0)) && cjk > 0;
        return counts
                ? cjk + OTHER_WORD.matcher(text).results().count()
                : (long) TextFilters.words(text).size();
    }

    private static Object sentence(Call call) {
        if (!(call.input() instanceof List<?> list)) {
            throw new LiquidException("the filter \"array_to_sentence_string\" needs a list");
        }
        String connector = call.has(0) ? call.text(0) : "and";
        return switch (list.size()) {
            case 0 -> "";
            case 1 -> Values.string(list.getFirst());
            case 2 -> Values.string(list.getFirst()) + " " + connector + " " + Values.string(list.getLast());
            default ->
                Values.join(list.subList(0, list.size() - 1), ", ") + ", " + connector + " "
                        + Values.string(list.getLast());
        };
    }

    /** The first ones, since the same text must always give the same page. */
    private static @Nullable Object sample(Call call) {
        if (!(call.input() instanceof List<?> list)) {
            return call.input();
        }
        long count = call.has(0) ? Numbers.integer(call.argument(0)) : 1;
        if (count == 1) {
            return list.isEmpty() ? null : list.getFirst();
        }
        return new ArrayList<>(list.subList(0, (int) Math.clamp(count, 0, list.size())));
    }
}
