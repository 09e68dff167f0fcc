package org.dibao.liquid.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads times as Ruby's {@code Time.parse} does: the forms that are seen in front matter and data. */
public final class Times {
    private static final Pattern SECONDS = Pattern.compile("\\d{1,18}");
    private static final Pattern CLOCK =
            Pattern.compile("(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9})\\d*)?)?\\s*([ap]\\.?m\\b\\.?)?\\s*"
                    + "(z\\b|utc|gmt|[ecmp][sd]t\\b|[+-]\\d{1,2}(?::?\\d{2})?)?");
    private static final String MONTH = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?";
    private static final Pattern ISO = Pattern.compile("(\\d{4})[-/.](\\d{1,2})(?:[-/.](\\d{1,2}))?");
    private static final Pattern DAY_FIRST =
            Pattern.compile("(\\d{1,2})(?:st|nd|rd|th)?[\\s.-]*" + MONTH + "(?:[\\s,.-]*(\\d{4}|\\d{2})\\b)?");
    private static final Pattern MONTH_FIRST =
            Pattern.compile(MONTH + "\\s*(\\d{1,2})(?:st|nd|rd|th)?\\b(?:[\\s,]*(\\d{4}))?");
    private static final Pattern MONTH_YEAR = Pattern.compile(MONTH + "\\s+(\\d{4})");
    private static final Pattern SLASHES = Pattern.compile("(\\d{1,2})[/.](\\d{1,2})[/.](\\d{4})");
    private static final Pattern COMPACT =
            Pattern.compile("(\\d{4})(\\d{2})(\\d{2})(?:t(\\d{2})(\\d{2})(\\d{2})?)?(z)?");
    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
    private static final Map<String, Integer> ZONES =
            Map.of("est", -5, "edt", -4, "cst", -6, "cdt", -5, "mst", -7, "mdt", -6, "pst", -8, "pdt", -7);
    private static final int MAX_CHARS = 100;

    private Times() {}

    /**
     * A time, from a text, a date or a number of seconds since 1970.
     *
     * @param now  for "now" and "today", and the day of a text that gives none
     * @param zone of texts that name none
     * @return null if it is none
     */
    public static @Nullable ZonedDateTime of(@Nullable Object value, Instant now, ZoneId zone) {
        try {
            return switch (value) {
                case ZonedDateTime time -> time;
                case LocalDate date -> date.atStartOfDay(zone);
                case Long seconds -> Instant.ofEpochSecond(seconds).atZone(zone);
                case String text
                when text.length() <= MAX_CHARS ->
                    parse(text.toLowerCase(Locale.ROOT).strip(), now, zone);
                case null, default -> null;
            };
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable ZonedDateTime parse(String text, Instant now, ZoneId zone) {
        if (text.equals("now") || text.equals("today")) {
            return now.atZone(zone);
        }
        if (SECONDS.matcher(text).matches()) {
            return Instant.ofEpochSecond(Long.parseLong(text)).atZone(zone);
        }
        Matcher compact = COMPACT.matcher(text);
        if (compact.matches() && text.indexOf('t') > 0) {
            LocalTime time = LocalTime.of(number(compact.group(4)), number(compact.group(5)), number(compact.group(6)));
            LocalDate day = LocalDate.of(number(compact.group(1)), number(compact.group(2)), number(compact.group(3)));
            return day.atTime(time).atZone(compact.group(7) == null ? zone : ZoneOffset.UTC);
        }
        Matcher clock = CLOCK.matcher(text);
        boolean timed = clock.find();
        String days = timed ? text.substring(0, clock.start()) + " " + text.substring(clock.end()) : text;
        LocalDate day = day(days, now.atZone(zone).toLocalDate());
        if (day == null && !timed) {
            return null;
        }
        LocalDate date = day == null ? now.atZone(zone).toLocalDate() : day;
        if (!timed) {
            return date.atStartOfDay(zone);
        }
        ZoneId named = clock.group(6) == null ? zone : offset(clock.group(6));
        int hour = hour(number(clock.group(1)), clock.group(5));
        boolean midnight = hour == 24;
        LocalTime time = LocalTime.of(
                midnight ? 0 : hour,
                number(clock.group(2)),
                Math.min(59, number(clock.group(3))),
                nanos(clock.group(4)));
        return date.plusDays(midnight ? 1 : 0).atTime(time).atZone(named);
    }

    private static int hour(int hour, @Nullable String half) {
        return half == null ? hour : hour % 12 + (half.startsWith("p") ? 12 : 0);
    }

    private static int nanos(@Nullable String fraction) {
        return fraction == null ? 0 : number((fraction + "000000000").substring(0, 9));
    }

    private static ZoneId offset(String name) {
        Integer hours = ZONES.get(name);
        if (hours != null) {
            return ZoneOffset.ofHours(hours);
        }
        if (Character.isLetter(name.charAt(0))) {
            return ZoneOffset.UTC;
        }
        String digits = name.substring(1).replace(":", "");
        int minutes = digits.length() <= 2
                ? number(digits) * 60
                : number(digits.substring(0, digits.length() - 2)) * 60 + number(digits.substring(digits.length() - 2));
        return ZoneOffset.ofTotalSeconds((name.startsWith("-") ? -60 : 60) * minutes);
    }

    private static @Nullable LocalDate day(String text, LocalDate today) {
        Matcher found = ISO.matcher(text);
        if (found.find()) {
            return date(found.group(1), number(found.group(2)), found.group(3) == null ? "1" : found.group(3), today);
        }
        found = DAY_FIRST.matcher(text);
        if (found.find()) {
            return date(found.group(3), month(found.group(2)), found.group(1), today);
        }
        found = MONTH_YEAR.matcher(text);
        if (found.find()) {
            return date(found.group(2), month(found.group(1)), "1", today);
        }
        found = MONTH_FIRST.matcher(text);
        if (found.find()) {
            return date(found.group(3), month(found.group(1)), found.group(2), today);
        }
        found = SLASHES.matcher(text);
        if (found.find()) {
            return date(found.group(3), number(found.group(2)), found.group(1), today);
        }
        found = COMPACT.matcher(text.strip());
        return found.matches() ? date(found.group(1), number(found.group(2)), found.group(3), today) : null;
    }

    private static LocalDate date(@Nullable String year, int month, String day, LocalDate today) {
        int given = year == null ? today.getYear() : number(year);
        int whole = year != null && year.length() == 2 ? given + (given < 69 ? 2000 : 1900) : given;
        return LocalDate.of(whole, month, number(day));
    }

    private static int month(String name) {
        return MONTHS.indexOf(name) / 3 + 1;
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
