package org.dibao.liquid.value;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.dibao.liquid.time.Strftime;
import org.jspecify.annotations.Nullable;

/** Values as Ruby code: what an output writes of a map. */
public final class Inspection {
    private Inspection() {}

    public static String of(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(@Nullable Object value, StringBuilder out) {
        switch (value) {
            case null -> out.append("nil");
            case String text -> quote(text, out);
            case List<?> list -> {
                out.append('[');
                String between = "";
                for (Object item : list) {
                    out.append(between);
                    write(item, out);
                    between = ", ";
                }
                out.append(']');
            }
            case Map<?, ?> map -> {
                out.append('{');
                String between = "";
                for (Map.Entry<?, ?> member : map.entrySet()) {
                    out.append(between);
                    write(member.getKey(), out);
                    out.append("=>");
                    write(member.getValue(), out);
                    between = ", ";
                }
                out.append('}');
            }
            case LocalDate date -> out.append("#<Date: ").append(date).append('>');
            case ZonedDateTime time -> out.append(Strftime.format(time, "%Y-%m-%d %H:%M:%S %z"));
            default -> out.append(Values.text(value));
        }
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\r' -> out.append("\\r");
                case '\f' -> out.append("\\f");
                case '\b' -> out.append("\\b");
                case '\u000B' -> out.append("\\v");
                case '\u0007' -> out.append("\\a");
                case '\u001B' -> out.append("\\e");
                case '#' -> out.append(next == '{' || next == '$' || next == '@' ? "\\#" : "#");
                default -> {
                    if (c < ' ' || c == 0x7F) {
                        out.append(c == 0x7F ? "\\x7F" : "\\u%04X".formatted((int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
