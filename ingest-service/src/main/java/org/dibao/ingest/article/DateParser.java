package org.dibao.ingest.article;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dibao.contract.article.SubmittedDate;
import org.dibao.contract.fold.Fold;
import org.dibao.ingest.fields.Refused;
import org.jspecify.annotations.Nullable;

/**
 * Dates as people write them in front matter: {@code 2022-01-25}, {@code 2022-01-25 09:36}, with seconds, with an
 * offset, in ISO 8601 or as in e-mail (RFC 1123). A date without an offset is in the site's zone; a date without a time
 * means midnight.
 */
final class DateParser {
    private static final Pattern DATE = Pattern.compile("(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})"
            + "(?:(?:[Tt]|[Tt]?\\s+)(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9})\\d*)?)?"
            + "\\s*(?<offset>[Zz]|UTC|GMT|[-+]\\d{1,2}(?::?\\d{2})?)?)?");

    private DateParser() {}

    /** @throws Refused if it is not a date */
    static SubmittedDate parse(String field, String text) {
        String given = text.strip();
        Matcher m = DATE.matcher(given);
        try {
            if (!m.matches()) {
                return mail(field, given);
            }
            LocalDateTime local = LocalDateTime.of(
                    number(m.group(1)),
                    number(m.group(2)),
                    number(m.group(3)),
                    number(m.group(4)),
                    number(m.group(5)),
                    number(m.group(6)),
                    nanos(m.group(7)));
            return new SubmittedDate(local, offset(m.group("offset")));
        } catch (DateTimeException e) {
            throw unreadable(field, given);
        }
    }

    private static SubmittedDate mail(String field, String given) {
        if (given.isEmpty() || !Character.isLetter(given.charAt(0))) {
            throw unreadable(field, given);
        }
        OffsetDateTime at = OffsetDateTime.parse(given, DateTimeFormatter.RFC_1123_DATE_TIME);
        return new SubmittedDate(at.toLocalDateTime(), at.getOffset());
    }

    private static Refused unreadable(String field, String given) {
        String shown = given.length() > 60 ? given.substring(0, 60) + "…" : given;
        return Refused.field(
                field,
                "\"" + shown + "\" is not a date: write it as 2022-01-25, 2022-01-25 09:36:15 or"
                        + " 2022-01-25 09:36:15 +0800");
    }

    /**
     * Whether the date is in the future. A date without an offset is not, as long as it is past somewhere on earth: the
     * site's zone decides, which only the store knows.
     */
    static boolean isInFuture(SubmittedDate date, Instant now) {
        ZoneOffset earliest = date.offset() == null ? ZoneOffset.MAX : date.offset();
        return date.local().toInstant(earliest).isAfter(now.plus(Fold.CLOCK_TOLERANCE));
    }

    /** Refuses a date in the future. */
    static void requireNotInFuture(String field, SubmittedDate date, Instant now) {
        if (isInFuture(date, now)) {
            throw Refused.field(
                    field,
                    "the date " + date + " is in the future: publishing at a later time is not available"
                            + " yet; leave the date out, or post a draft");
        }
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static int nanos(@Nullable String fraction) {
        return fraction == null ? 0 : Integer.parseInt((fraction + "000000000").substring(0, 9));
    }

    private static @Nullable ZoneOffset offset(@Nullable String text) {
        if (text == null) {
            return null;
        }
        if (Character.isLetter(text.charAt(0))) {
            return ZoneOffset.UTC;
        }
        String digits = text.substring(1).replace(":", "");
        int hours = Integer.parseInt(digits.length() > 2 ? digits.substring(0, digits.length() - 2) : digits);
        int minutes = digits.length() > 2 ? Integer.parseInt(digits.substring(digits.length() - 2)) : 0;
        int sign = text.charAt(0) == '-' ? -1 : 1;
        return ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
    }
}
