package org.dibao.contract.article;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * A date as it was submitted: with an offset it is an instant, without one it is a time in the site's zone, which only
 * the fold knows. Written in ISO 8601, as {@code 2022-01-25T09:36:15+08:00} or {@code 2022-01-25T09:36:15}.
 */
public record SubmittedDate(LocalDateTime local, @Nullable ZoneOffset offset) {
    /** A date may be this far ahead of the moment of acceptance: clocks differ. */
    public static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    /**
     * @throws DateTimeParseException for a year outside 1 to 9999; within that range every zone can express it and a
     *                                path can contain it
     */
    public SubmittedDate {
        if (local.getYear() < 1 || local.getYear() > 9999) {
            throw new DateTimeParseException("a date's year is 1 to 9999", local.toString(), 0);
        }
    }

    /** @throws DateTimeParseException if it is in neither form */
    @JsonCreator
    public static SubmittedDate parse(String text) {
        var parsed = DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
        return parsed instanceof OffsetDateTime at
                ? new SubmittedDate(at.toLocalDateTime(), at.getOffset())
                : new SubmittedDate((LocalDateTime) parsed, null);
    }

    /** The instant, with the given offset or that of the site's zone at that time, in whole minutes. */
    public OffsetDateTime in(ZoneId zone) {
        return offset != null
                ? local.atOffset(offset)
                : wholeMinutes(local.atZone(zone).toOffsetDateTime());
    }

    /**
     * The same instant in a zone, with an offset in whole minutes. Before standard time, towns had offsets with
     * seconds, which RFC 3339 cannot express; a date that was stored with one keeps its day and its time of day.
     */
    public static OffsetDateTime in(ZoneId zone, OffsetDateTime date) {
        OffsetDateTime here = wholeMinutes(date).atZoneSameInstant(zone).toOffsetDateTime();
        return here.withOffsetSameInstant(wholeMinutes(here).getOffset());
    }

    private static OffsetDateTime wholeMinutes(OffsetDateTime date) {
        int seconds = date.getOffset().getTotalSeconds();
        return seconds % 60 == 0
                ? date
                : date.toLocalDateTime().atOffset(ZoneOffset.ofTotalSeconds(Math.floorDiv(seconds, 60) * 60));
    }

    @JsonValue
    @Override
    public String toString() {
        return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(local) + (offset == null ? "" : offset.getId());
    }
}
