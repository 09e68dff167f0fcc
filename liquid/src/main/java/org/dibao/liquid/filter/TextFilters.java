package org.dibao.liquid.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dibao.liquid.value.Values;
import org.jspecify.annotations.Nullable;

/** Liquid's filters of texts. Lengths and places are in code points. */
final class TextFilters {
    private TextFilters() {}

    static void addTo(Filters all) {
        all.add("downcase", 0, 0, call -> call.text().toLowerCase(Locale.ROOT));
        all.add("upcase", 0, 0, call -> call.text().toUpperCase(Locale.ROOT));
        all.add("capitalize", 0, 0, call -> capitalized(call.text()));
        all.add("append", 1, 1, call -> joined(call, call.text(), call.text(0)));
        all.add("prepend", 1, 1, call -> joined(call, call.text(0), call.text()));
        all.add("strip", 0, 0, call -> stripped(call.text(), true, true));
        all.add("lstrip", 0, 0, call -> stripped(call.text(), true, false));
        all.add("rstrip", 0, 0, call -> stripped(call.text(), false, true));
        all.add("strip_html", 0, 0, call -> Markup.withoutTags(call.text()));
        all.add("strip_newlines", 0, 0, call -> call.text().replace("\r\n", "").replace("\n", ""));
        all.add("newline_to_br", 0, 0, call -> replaced(call, call.text().replace("\r\n", "\n"), "\n", "<br />\n"));
        all.add("replace", 1, 2, call -> replaced(call, call.text(), call.text(0), call.text(1)));
        all.add("replace_first", 1, 2, call -> first(call, call.text(0), call.text(1)));
        all.add("replace_last", 2, 2, call -> last(call, call.text(0), call.text(1)));
        all.add("remove", 1, 1, call -> replaced(call, call.text(), call.text(0), ""));
        all.add("remove_first", 1, 1, call -> first(call, call.text(0), ""));
        all.add("remove_last", 1, 1, call -> last(call, call.text(0), ""));
        all.add("split", 1, 1, call -> split(call.text(), call.text(0)));
        all.add("truncate", 0, 2, TextFilters::truncate);
        all.add("truncatewords", 0, 2, TextFilters::truncateWords);
        all.add("slice", 1, 2, TextFilters::slice);
        all.add("default", 0, 2, TextFilters::otherwise);
    }

    private static String capitalized(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int first = text.offsetByCodePoints(0, 1);
        return text.substring(0, first).toUpperCase(Locale.ROOT)
                + text.substring(first).toLowerCase(Locale.ROOT);
    }

    private static String joined(Call call, String one, String other) {
        call.work((long) one.length() + other.length());
        return one + other;
    }

    static boolean isSpace(char c) {
        return c == ' ' || c >= '\t' && c <= '\r' || c == 0;
    }

    static String stripped(String text, boolean start, boolean end) {
        int from = 0;
        int to = text.length();
        while (start && from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (end && to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    /** Counts first, so that nothing larger than the limits is made. */
    private static String replaced(Call call, String text, String what, String by) {
        long count = 0;
        if (what.isEmpty()) {
            count = text.length() + 1L;
        } else {
            for (int at = text.indexOf(what); at >= 0; at = text.indexOf(what, at + what.length())) {
                count++;
            }
        }
        String with = replacement(by, what);
        call.work(text.length() + count * with.length());
        return text.replace(what, with);
    }

    /** In Ruby a backslash has a meaning there: before a backslash, and before 0, which stands for what is replaced. */
    private static String replacement(String by, String what) {
        if (by.indexOf('\\') < 0) {
            return by;
        }
        StringBuilder out = new StringBuilder(by.length());
        for (int i = 0; i < by.length(); i++) {
            char c = by.charAt(i);
            char next = c == '\\' && i + 1 < by.length() ? by.charAt(i + 1) : ' ';
            switch (next) {
                case '\\' -> out.append('\\');
                case '0', '&' -> out.append(what);
                case '1', '2', '3', '4', '5', '6', '7', '8', '9' -> {
                    // a group, and there is none
                }
                default -> out.append(c);
            }
            i += next == '\\' || next == '&' || Character.isDigit(next) ? 1 : 0;
        }
        return out.toString();
    }

    private static String first(Call call, String what, String by) {
        String text = call.text();
        int at = text.indexOf(what);
        call.work((long) text.length() + by.length());
        return at < 0 ? text : text.substring(0, at) + replacement(by, what) + text.substring(at + what.length());
    }

    private static String last(Call call, String what, String by) {
        String text = call.text();
        int at = text.lastIndexOf(what);
        call.work((long) text.length() + by.length());
        return at < 0 ? text : text.substring(0, at) + by + text.substring(at + what.length());
    }

    /** As Ruby does: at white space for one space, at each character for an empty text, without empty parts at the end. */
    static List<@Nullable Object> split(String text, String at) {
        List<@Nullable Object> parts = new ArrayList<>();
        if (at.equals(" ")) {
            parts.addAll(words(text));
            return parts;
        }
        if (at.isEmpty()) {
            text.codePoints().forEach(c -> parts.add(Character.toString(c)));
            return parts;
        }
        int from = 0;
        for (int next = text.indexOf(at); next >= 0; next = text.indexOf(at, from)) {
            parts.add(text.substring(from, next));
            from = next + at.length();
        }
        parts.add(text.substring(from));
        while (!parts.isEmpty() && "".equals(parts.getLast())) {
            parts.removeLast();
        }
        return parts;
    }

    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        for (int at = 0; at < text.length(); ) {
            int end = at;
            while (end < text.length() && !isSpace(text.charAt(end))) {
                end++;
            }
            if (end > at) {
                words.add(text.substring(at, end));
            }
            at = Math.max(end, at + 1);
        }
        return words;
    }

    private static @Nullable Object truncate(Call call) {
        if (Values.isNil(call.input())) {
            return call.input();
        }
        String text = call.text();
        String end = call.has(1) ? call.text(1) : "...";
        long length = call.integer(0, 50);
        if (text.codePointCount(0, text.length()) <= length) {
            return text;
        }
        int kept = (int) Math.max(0, length - end.codePointCount(0, end.length()));
        return text.substring(0, text.offsetByCodePoints(0, kept)) + end;
    }

    private static @Nullable Object truncateWords(Call call) {
        if (Values.isNil(call.input())) {
            return call.input();
        }
        long most = Math.max(1, call.integer(0, 15));
        String end = call.has(1) ? call.text(1) : "...";
        List<String> words = words(call.text());
        return words.size() <= most ? call.text() : String.join(" ", words.subList(0, (int) most)) + end;
    }

    private static @Nullable Object slice(Call call) {
        long offset = call.integer(0, 0);
        long length = call.argument(1) == null ? 1 : call.integer(1, 1);
        if (call.input() instanceof List<?> list) {
            long from = offset < 0 ? offset + list.size() : offset;
            return from < 0 || from > list.size() || length < 0
                    ? List.of()
                    : new ArrayList<>(list.subList((int) from, (int) Math.min(list.size(), from + length)));
        }
        int[] text = call.text().codePoints().toArray();
        long from = offset < 0 ? offset + text.length : offset;
        return from < 0 || from > text.length || length < 0
                ? ""
                : new String(text, (int) from, (int) (Math.min(text.length, from + length) - from));
    }

    private static @Nullable Object otherwise(Call call) {
        Object input = call.input();
        Object given = call.has(0) && !(call.arguments().size() == 1 && call.argument(0) instanceof Map<?, ?>)
                ? call.argument(0)
                : "";
        Object options = call.argument(
                call.arguments().size() - 1 < 0 ? 0 : call.arguments().size() - 1);
        boolean falseStays = options instanceof Map<?, ?> named && Values.isTrue(named.get("allow_false"));
        boolean absent = falseStays ? Values.isNil(input) : !Values.isTrue(input);
        boolean empty = input instanceof String text && text.isEmpty()
                || input instanceof List<?> list && list.isEmpty()
                || input instanceof Map<?, ?> map && map.isEmpty();
        return absent || empty ? given : input;
    }
}
