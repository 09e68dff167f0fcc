package org.dibao.ingest.article;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.dibao.contract.article.SubmittedDate;
import org.dibao.contract.text.Quoted;
import org.dibao.ingest.fields.Refused;

/**
 * Dates as people write them in front matter, read as Ruby's {@code Time.parse} reads them for Jekyll. A date without
 * an offset is in the site's zone; a date without a time means midnight. A day that does not exist, which Ruby would
 * move into the next month, is refused.
 */
public final class DateParser {
    private static final int MAX_LENGTH = 128;

    private DateParser() {}

    /** @throws Refused if it is not a date, or one that does not exist */
    static SubmittedDate parse(String field, String text) {
        String given = text.strip();
        try {
            DateWords words = given.length() > MAX_LENGTH ? null : DateWords.of(given);
            if (words == null) {
                throw unreadable(field, given);
            }
            return new SubmittedDate(local(field, given, words), words.offset());
        } catch (DateTimeException e) {
            throw unreadable(field, given);
        }
    }

    private static LocalDateTime local(String field, String given, DateWords words) {
        LocalDate day = day(field, given, words);
        boolean endOfDay = words.hour() == 24 && words.minute() == 0 && words.second() == 0;
        boolean leapSecond = words.second() == 60;
        LocalDateTime local = day.atTime(
                endOfDay ? 0 : words.hour(), words.minute(), leapSecond ? 59 : words.second(), words.nanos());
        return endOfDay ? local.plusDays(1) : leapSecond ? local.plusSeconds(1) : local;
    }

    private static LocalDate day(String field, String given, DateWords words) {
        if (words.dayOfYear() > 0) {
            return LocalDate.ofYearDay(words.year(), words.dayOfYear());
        }
        YearMonth month = YearMonth.of(words.year(), words.month());
        if (words.day() > month.lengthOfMonth() && words.day() <= 31) {
            throw Refused.field(
                    field, Quoted.of(given) + " does not exist: " + month + " has " + month.lengthOfMonth() + " days");
        }
        return month.atDay(words.day());
    }

    private static Refused unreadable(String field, String given) {
        return Refused.field(
                field,
                Quoted.of(given) + " is not a date: write it as 2022-01-25, 2022-01-25 09:36:15 or"
                        + " 2022-01-25 09:36:15 +0800");
    }

    /**
     * Whether the date is in the future. A date without an offset is not, as long as it is past somewhere on earth: the
     * site's zone decides, which only the store knows.
     */
    static boolean isInFuture(SubmittedDate date, Instant now) {
        ZoneOffset earliest = date.offset() == null ? ZoneOffset.MAX : date.offset();
        return date.local().toInstant(earliest).isAfter(now.plus(SubmittedDate.CLOCK_TOLERANCE));
    }

    /** Whether the date may be ahead. A date without an offset is, as long as it is ahead somewhere on earth. */
    public static boolean mayBeAhead(SubmittedDate date, Instant now) {
        ZoneOffset latest = date.offset() == null ? ZoneOffset.MIN : date.offset();
        return date.local().toInstant(latest).isAfter(now);
    }
}
