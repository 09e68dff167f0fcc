package org.dibao.ingest.article;

import io.avaje.recordbuilder.RecordBuilder;
import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a date and what each stands for, found as Ruby's {@code Date._parse} finds them: first the time of day,
 * wherever it is, then the date in the first of the known orders; anything else is ignored. Unlike Ruby, it supplies no
 * missing year from today's date.
 *
 * @param dayOfYear instead of month and day; 0 if they are given
 * @param offset    absent if none is given, or a time zone's name that Ruby ignores too
 */
@RecordBuilder
record DateWords(
        int year,
        int month,
        int day,
        int dayOfYear,
        int hour,
        int minute,
        int second,
        int nanos,
        @Nullable ZoneOffset offset) {

    private static final String MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec";
    private static final Pattern NOISE = Pattern.compile("[^-+',./:@\\p{L}\\p{N}\\[\\]]+");
    private static final Pattern WEEKDAY = regex("\\b(?:sun|mon|tue|wed|thu|fri|sat)[^-/\\d\\s]*");
    private static final Pattern TIME = regex("(?<!\\d)(?:(?<hour>\\d{1,2})\\s*:\\s*(?<minute>\\d{1,2})"
            + "(?:\\s*:\\s*(?<second>\\d{1,2})(?:[,.](?<fraction>\\d*))?)?"
            + "|(?<hourH>\\d{1,2})\\s*h(?:\\s*(?<minuteH>\\d{1,2})m?(?:\\s*(?<secondH>\\d{1,2})s?)?)?"
            + "|(?<hourM>\\d{1,2})(?=\\s*[ap](?:m\\b|\\.m\\.)))"
            + "(?:\\s*(?<half>[ap])(?:m\\b|\\.m\\.))?"
            + "(?:\\s*(?<zone>(?:gmt|utc?)?[-+]\\d{1,4}(?::\\d{1,2}(?::\\d{1,2})?)?|[a-z]+\\b))?");

    /** The orders in which a date is written; the first that is found counts. */
    private static final List<Order> ORDERS = List.of(
            new Order("'?(\\d+)[^-\\d\\s]*\\s*(" + MONTHS + ")[^-\\d\\s']*(?:\\s*('?-?\\d+))?", 3, 2, 1),
            new Order("\\b(" + MONTHS + ")[^-\\d\\s']*\\s*('?\\d+)[^-\\d\\s']*(?:\\s*,?\\s*('?-?\\d+))?", 3, 1, 2),
            new Order("('?[-+]?\\d+)-(\\d+)-('?-?\\d+)", 1, 2, 3),
            new Order("('?-?\\d+)-(" + MONTHS + ")[^-/.]*-('?-?\\d+)", 3, 2, 1),
            new Order("('?-?\\d+)/\\s*('?\\d+)(?:\\D\\s*('?-?\\d+))?", 1, 2, 3),
            new Order("('?-?\\d+)\\.\\s*('?\\d+)\\.\\s*('?-?\\d+)", 1, 2, 3));

    private static final Pattern DAY_OF_YEAR = Pattern.compile("(?<![-\\d])(\\d{4})-(\\d{3})(?![-\\d])");
    private static final Pattern IMPERIAL = regex("\\b([mtshr])(\\d+)\\.(\\d+)\\.(\\d+)");
    private static final Map<String, Integer> ERAS = Map.of("m", 1867, "t", 1911, "s", 1925, "h", 1988, "r", 2018);
    private static final Pattern DIGITS = regex(
            "(?<!\\d)(?:(\\d{4})(\\d{2})(\\d{2})|(\\d{4})(\\d{3})|(\\d{2})(\\d{2})(\\d{2})|(\\d{2})(\\d{3}))"
                    + "(?:\\s*t?\\s*(\\d{2})(?:(\\d{2})(?:(\\d{2})(?:[,.](\\d*))?)?)?)?(?!\\d)\\s*(z\\b|[-+]\\d{1,4}\\b)?");

    /** The zones that Ruby's {@code Time} knows by name; it ignores others. Single letters are military zones. */
    private static final Map<String, Integer> ZONES = Map.ofEntries(
            Map.entry("utc", 0),
            Map.entry("ut", 0),
            Map.entry("gmt", 0),
            Map.entry("est", -5),
            Map.entry("edt", -4),
            Map.entry("cst", -6),
            Map.entry("cdt", -5),
            Map.entry("mst", -7),
            Map.entry("mdt", -6),
            Map.entry("pst", -8),
            Map.entry("pdt", -7));

    private static final String MILITARY = "yxwvutsrqponzabcdefghiklm";

    /** @return null if there is no year and no month in it, or a number that no date has */
    static @Nullable DateWords of(String text) {
        String words = WEEKDAY.matcher(NOISE.matcher(text).replaceAll(" ")).replaceFirst(" ");
        Time time = Time.NONE;
        Matcher found = TIME.matcher(words);
        if (found.find()) {
            time = Time.of(found);
            words = words.substring(0, found.start()) + " " + words.substring(found.end());
        }
        Matcher imperial = IMPERIAL.matcher(words);
        if (imperial.find()) {
            int start = ERAS.getOrDefault(imperial.group(1).toLowerCase(Locale.ROOT), 0);
            return time.on(start + number(imperial.group(2)), number(imperial.group(3)), number(imperial.group(4)), 0);
        }
        for (Order order : ORDERS) {
            Matcher date = order.pattern.matcher(words);
            if (date.find()) {
                return order.read(date, time);
            }
        }
        return compact(words, time);
    }

    private static @Nullable DateWords compact(String words, Time time) {
        Matcher ordinal = DAY_OF_YEAR.matcher(words);
        if (ordinal.find()) {
            return time.on(number(ordinal.group(1)), 0, 0, number(ordinal.group(2)));
        }
        Matcher d = DIGITS.matcher(words);
        if (!d.find()) {
            return null;
        }
        Time at = d.group(11) == null && d.group(15) == null
                ? time
                : new Time(
                        number(d.group(11)),
                        number(d.group(12)),
                        number(d.group(13)),
                        nanos(d.group(14)),
                        offset(d.group(15)));
        if (d.group(1) != null) {
            return at.on(number(d.group(1)), number(d.group(2)), number(d.group(3)), 0);
        }
        if (d.group(4) != null) {
            return at.on(number(d.group(4)), 0, 0, number(d.group(5)));
        }
        return d.group(6) != null
                ? at.on(century(number(d.group(6))), number(d.group(7)), number(d.group(8)), 0)
                : at.on(century(number(d.group(9))), 0, 0, number(d.group(10)));
    }

    /** A time of day and its offset. */
    private record Time(
            int hour,
            int minute,
            int second,
            int nanos,
            @Nullable ZoneOffset offset) {
        static final Time NONE = new Time(0, 0, 0, 0, null);

        static Time of(Matcher m) {
            Function<String, @Nullable String> either =
                    name -> m.group(name) != null ? m.group(name) : m.group(name + "H");
            int hour = number(m.group("hourM") != null ? m.group("hourM") : either.apply("hour"));
            String half = m.group("half");
            if (half != null) {
                hour = hour % 12 + (half.equalsIgnoreCase("p") ? 12 : 0);
            }
            return new Time(
                    hour,
                    number(either.apply("minute")),
                    number(either.apply("second")),
                    DateWords.nanos(m.group("fraction")),
                    DateWords.offset(m.group("zone")));
        }

        DateWords on(int year, int month, int day, int dayOfYear) {
            return DateWordsBuilder.builder()
                    .year(year)
                    .month(month)
                    .day(day)
                    .dayOfYear(dayOfYear)
                    .hour(hour)
                    .minute(minute)
                    .second(second)
                    .nanos(nanos)
                    .offset(offset)
                    .build();
        }
    }

    /** An order of year, month and day, by their groups; which is which may turn out otherwise. */
    private record Order(Pattern pattern, int year, int month, int day) {
        Order(String regex, int year, int month, int day) {
            this(regex(regex), year, month, day);
        }

        @Nullable
        DateWords read(Matcher m, Time time) {
            String y = m.group(year);
            String mon = m.group(month);
            String d = m.group(day);
            if (y != null && d == null) { // two numbers: month and day
                d = mon;
                mon = y;
                y = null;
            }
            if (y == null && d != null && isYear(d)) {
                y = d;
                d = null;
            }
            if (mon != null && isYear(mon) && !Character.isLetter(mon.charAt(0))) {
                String swapped = mon;
                mon = d;
                d = y;
                y = swapped;
            }
            if (d != null && isYear(d)) {
                String swapped = d;
                d = y;
                y = swapped;
            }
            if (y == null) {
                return null;
            }
            String digits = y.replaceAll("[^0-9]", "");
            if (digits.length() > 4 || y.startsWith("-")) {
                return null;
            }
            int years = number(digits);
            return time.on(digits.length() <= 2 ? century(years) : years, monthOf(mon), d == null ? 1 : number(d), 0);
        }

        private static boolean isYear(String number) {
            return number.startsWith("'") || number.length() > 2;
        }

        private static int monthOf(@Nullable String month) {
            if (month == null) {
                return 1;
            }
            int name = MONTHS.indexOf(month.toLowerCase(Locale.ROOT));
            return Character.isLetter(month.charAt(0)) ? name / 4 + 1 : number(month);
        }
    }

    private static Pattern regex(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }

    private static int century(int year) {
        return year + (year >= 69 ? 1900 : 2000);
    }

    /** Of digits, perhaps with a sign or an apostrophe before them; absent ones are 0. */
    private static int number(@Nullable String digits) {
        String only = digits == null ? "" : digits.replaceAll("[^0-9]", "");
        return only.isEmpty() ? 0 : only.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(only);
    }

    private static int nanos(@Nullable String fraction) {
        return fraction == null ? 0 : Integer.parseInt((fraction + "000000000").substring(0, 9));
    }

    /** @throws DateTimeException for an offset that no zone has */
    private static @Nullable ZoneOffset offset(@Nullable String zone) {
        if (zone == null) {
            return null;
        }
        String name = zone.toLowerCase(Locale.ROOT);
        int sign = Math.max(name.indexOf('+'), name.indexOf('-'));
        if (sign < 0) {
            int military = name.length() == 1 ? MILITARY.indexOf(name) : -1;
            Integer hours = military >= 0 ? Integer.valueOf(military - 12) : ZONES.get(name);
            return hours == null ? null : ZoneOffset.ofHours(hours);
        }
        String[] parts = name.substring(sign + 1).split(":", -1);
        String digits = parts[0];
        int hours = number(digits.length() > 2 ? digits.substring(0, digits.length() - 2) : digits);
        int minutes = digits.length() > 2
                ? number(digits.substring(digits.length() - 2))
                : parts.length > 1 ? number(parts[1]) : 0;
        return ZoneOffset.ofTotalSeconds((name.charAt(sign) == '-' ? -60 : 60) * (hours * 60 + minutes));
    }
}
