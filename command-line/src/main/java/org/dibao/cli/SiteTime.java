package org.dibao.cli;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Times as the site shows them: in its time zone, which is asked for once it is needed. */
final class SiteTime {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private final Function<String, JsonNode> read;
    private @Nullable ZoneId zone;

    /** @param read gives the answer of an address of the API */
    SiteTime(Function<String, JsonNode> read) {
        this.read = read;
    }

    /** Such as {@code 2026-11-30 08:00:00}; what is no time stays as it is. */
    String of(String time) {
        try {
            return TIME.format(OffsetDateTime.parse(time).atZoneSameInstant(zone()));
        } catch (DateTimeException e) {
            return time;
        }
    }

    /** Such as {@code 2026-11-30 08:00:00 Asia/Shanghai}; what is no time stays as it is. */
    String withZone(String time) {
        String shown = of(time);
        return shown.equals(time) ? time : shown + " " + zone();
    }

    /** UTC if nobody tells. */
    private ZoneId zone() {
        if (zone == null) {
            try {
                zone = ZoneId.of(read.apply("/api/site").path("timeZone").asString(""));
            } catch (DateTimeException | CommandFailed e) {
                zone = ZoneId.of("UTC");
            }
        }
        return zone;
    }
}
