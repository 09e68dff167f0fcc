package org.dibao.liquid.time;

import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Locale;
import org.dibao.liquid.LiquidException;
import org.jspecify.annotations.Nullable;

/** Ruby's {@code strftime}. */
public final class Strftime {
    private static final int MAX_WIDTH = 1000;

    private Strftime() {}

    public static String format(ZonedDateTime time, String pattern) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < pattern.length(); ) {
            char c = pattern.charAt(i);
            int end = c == '%' ? directive(time, pattern, i, out) : i;
            if (end == i) {
                out.append(c);
                end = i + 1;
            }
            i = end;
        }
        return out.toString();
    }

    /** Writes the directive at a place. @return where it ends; the place itself if there is none */
    private static int directive(ZonedDateTime time, String pattern, int at, StringBuilder out) {
        int i = at + 1;
        Flags flags = new Flags();
        while (i < pattern.length() && flags.take(pattern.charAt(i))) {
            i++;
        }
        int width = 0;
        while (i < pattern.length() && Character.isDigit(pattern.charAt(i)) && width < MAX_WIDTH) {
            width = width * 10 + pattern.charAt(i++) - '0';
        }
        int colons = 0;
        while (i < pattern.length() && pattern.charAt(i) == ':' && colons < 3) {
            colons++;
            i++;
        }
        if (i < pattern.length() && (pattern.charAt(i) == 'E' || pattern.charAt(i) == 'O')) {
            i++;
        }
        if (i >= pattern.length()) {
            throw new LiquidException("the format of a date must not end with a percent sign");
        }
        flags.width = Math.min(width, MAX_WIDTH);
        String written = write(time, pattern.charAt(i), colons, flags);
        if (written == null) {
            return at;
        }
        out.append(written);
        return i + 1;
    }

    private static @Nullable String write(ZonedDateTime time, char directive, int colons, Flags flags) {
        int hour12 = time.getHour() % 12 == 0 ? 12 : time.getHour() % 12;
        return switch (directive) {
            case 'Y' -> flags.number(time.getYear(), time.getYear() < 0 ? 5 : 4, '0');
            case 'C' -> flags.number(Math.floorDiv(time.getYear(), 100), 2, '0');
            case 'y' -> flags.number(Math.floorMod(time.getYear(), 100), 2, '0');
            case 'm' -> flags.number(time.getMonthValue(), 2, '0');
            case 'B' -> flags.text(time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
            case 'b', 'h' ->
                flags.text(time.getMonth()
                        .getDisplayName(TextStyle.FULL, Locale.ENGLISH)
                        .substring(0, 3));
            case 'd' -> flags.number(time.getDayOfMonth(), 2, '0');
            case 'e' -> flags.number(time.getDayOfMonth(), 2, ' ');
            case 'j' -> flags.number(time.getDayOfYear(), 3, '0');
            case 'H' -> flags.number(time.getHour(), 2, '0');
            case 'k' -> flags.number(time.getHour(), 2, ' ');
            case 'I' -> flags.number(hour12, 2, '0');
            case 'l' -> flags.number(hour12, 2, ' ');
            case 'M' -> flags.number(time.getMinute(), 2, '0');
            case 'S' -> flags.number(time.getSecond(), 2, '0');
            case 'L' -> fraction(time, flags.width == 0 ? 3 : flags.width);
            case 'N' -> fraction(time, flags.width == 0 ? 9 : flags.width);
            case 'z' -> flags.padded(offset(time, colons), '0');
            case 'Z' -> flags.text(zone(time));
            case 'A' -> flags.text(time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
            case 'a' ->
                flags.text(time.getDayOfWeek()
                        .getDisplayName(TextStyle.FULL, Locale.ENGLISH)
                        .substring(0, 3));
            case 'u' -> flags.number(time.getDayOfWeek().getValue(), 1, '0');
            case 'w' -> flags.number(time.getDayOfWeek().getValue() % 7, 1, '0');
            case 'G' -> flags.number(time.get(IsoFields.WEEK_BASED_YEAR), 4, '0');
            case 'g' -> flags.number(Math.floorMod(time.get(IsoFields.WEEK_BASED_YEAR), 100), 2, '0');
            case 'V' -> flags.number(time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 2, '0');
            case 'U' ->
                flags.number((time.getDayOfYear() + 6 - time.getDayOfWeek().getValue() % 7) / 7, 2, '0');
            case 'W' ->
                flags.number((time.getDayOfYear() + 6 - (time.getDayOfWeek().getValue() + 6) % 7) / 7, 2, '0');
            case 's' -> flags.number(time.toEpochSecond(), 1, '0');
            case 'p' ->
                flags.changed
                        ? flags.padded(time.getHour() < 12 ? "am" : "pm", ' ')
                        : flags.text(time.getHour() < 12 ? "AM" : "PM");
            case 'P' -> flags.text(time.getHour() < 12 ? "am" : "pm");
            case 'c' -> flags.text(format(time, "%a %b %e %H:%M:%S %Y"));
            case 'D', 'x' -> flags.text(format(time, "%m/%d/%y"));
            case 'F' -> flags.text(format(time, "%Y-%m-%d"));
            case 'v' -> flags.text(format(time, "%e-%^b-%Y"));
            case 'r' -> flags.text(format(time, "%I:%M:%S %p"));
            case 'R' -> flags.text(format(time, "%H:%M"));
            case 'T', 'X' -> flags.text(format(time, "%H:%M:%S"));
            case '+' -> flags.text(format(time, "%a %b %e %H:%M:%S %Z %Y"));
            case 'n' -> "\n";
            case 't' -> "\t";
            case '%' -> "%";
            default -> null;
        };
    }

    private static String fraction(ZonedDateTime time, int digits) {
        String nanos = "%09d".formatted(time.get(ChronoField.NANO_OF_SECOND));
        return digits <= 9 ? nanos.substring(0, digits) : nanos + "0".repeat(digits - 9);
    }

    private static String offset(ZonedDateTime time, int colons) {
        int seconds = time.getOffset().getTotalSeconds();
        int total = Math.abs(seconds);
        String sign = seconds < 0 ? "-" : "+";
        String colon = colons > 0 ? ":" : "";
        String hours = "%s%02d%s%02d".formatted(sign, total / 3600, colon, total / 60 % 60);
        return colons == 2 ? hours + ":%02d".formatted(total % 60) : hours;
    }

    private static String zone(ZonedDateTime time) {
        boolean summer = time.getZone().getRules().isDaylightSavings(time.toInstant());
        if (time.getOffset().getTotalSeconds() == 0
                && !summer
                && time.getZone().getRules().isFixedOffset()) {
            return "UTC";
        }
        return time.getZone().getRules().isFixedOffset()
                ? ""
                : java.time.format.DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH)
                        .format(time);
    }

    /** How a directive is to be written. */
    private static final class Flags {
        private boolean plain;
        private boolean upper;
        private boolean changed;
        private char padding;
        private int width;

        boolean take(char flag) {
            switch (flag) {
                case '-' -> plain = true;
                case '^' -> upper = true;
                case '#' -> changed = true;
                case '0' -> padding = '0';
                case '_' -> padding = ' ';
                default -> {
                    return false;
                }
            }
            return true;
        }

        String number(long number, int least, char usual) {
            if (plain) {
                return String.valueOf(number);
            }
            char pad = padding == 0 ? usual : padding;
            String digits = String.valueOf(Math.abs(number));
            int missing = Math.max(least, width) - digits.length() - (number < 0 ? 1 : 0);
            String fill = String.valueOf(pad).repeat(Math.max(0, missing));
            String sign = number < 0 ? "-" : "";
            return pad == '0' ? sign + fill + digits : fill + sign + digits;
        }

        String text(String text) {
            return padded(upper || changed ? text.toUpperCase(Locale.ROOT) : text, padding == 0 ? ' ' : padding);
        }

        String padded(String text, char pad) {
            return String.valueOf(pad).repeat(Math.max(0, width - text.length())) + text;
        }
    }
}
