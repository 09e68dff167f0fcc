package org.dibao.render.theme;

import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.dibao.render.metadata.Times;
import org.dibao.render.view.Item;

/**
 * Dates as pages show them: in the site's zone, to the minute; for machines with the offset and to the second. A date
 * without a time becomes midnight, so midnight is shown as a date only.
 */
final class Dates {
    private final ZoneId zone;
    private final InterfaceTexts texts;
    private final DateTimeFormatter whole;
    private final DateTimeFormatter wholeDay;
    private final DateTimeFormatter brief;
    private final DateTimeFormatter day;
    private final DateTimeFormatter weekday;
    private final DateTimeFormatter time;

    Dates(ZoneId zone, InterfaceTexts texts) {
        this.zone = zone;
        this.texts = texts;
        this.whole = texts.pattern("date");
        this.wholeDay = texts.pattern("date.long");
        this.brief = texts.pattern("date.short");
        this.day = texts.pattern("date.day");
        this.weekday = texts.pattern("date.weekday");
        this.time = texts.pattern("date.time");
    }

    Map<String, Object> of(OffsetDateTime date) {
        OffsetDateTime here = Times.in(zone, date);
        boolean timed = !here.toLocalTime().equals(LocalTime.MIDNIGHT);
        return Map.of(
                "iso",
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(here),
                "text",
                (timed ? whole : wholeDay).format(here),
                "short",
                (timed ? brief : day).format(here),
                "day",
                day.format(here),
                "weekday",
                weekday.format(here),
                "time",
                timed ? time.format(here) : "");
    }

    /** From when to when articles are, such as 3 March 2026 to 9 April 2026. Newest first; empty if there are none. */
    String days(List<Item> items) {
        if (items.isEmpty()) {
            return "";
        }
        String first = wholeDay.format(Times.in(zone, items.getLast().entry().date()));
        String last = wholeDay.format(Times.in(zone, items.getFirst().entry().date()));
        return first.equals(last) ? first : texts.get("days", first, last);
    }

    Map<String, Object> of(Instant instant) {
        return of(instant.atOffset(ZoneOffset.UTC));
    }
}
