package org.dibao.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Times for people: in the site's time zone, which is asked for once it is needed. */
final class SiteTime {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx", Locale.ROOT);
    private static final DateTimeFormatter TO_THE_MILLISECOND =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS xxx", Locale.ROOT);
    /** How many characters such a time has. */
    static final int LENGTH = "2026-11-30 08:00:00 +08:00".length();

    private final Function<String, JsonNode> read;
    private @Nullable ZoneId zone;

    /** @param read gives the answer of an address of the API */
    SiteTime(Function<String, JsonNode> read) {
        this.read = read;
    }

    /** @param site whose public settings are read */
    static SiteTime of(Target site) {
        return new SiteTime(path -> {
            try (Api api = new Api(site, Duration.ZERO)) {
                return api.ask("GET", path);
            }
        });
    }

    /** Such as {@code 2026-11-30 08:00:00 +08:00}; what is no time stays as it is. */
    String of(String time) {
        try {
            return TIME.format(OffsetDateTime.parse(time).atZoneSameInstant(zone()));
        } catch (DateTimeException e) {
            return time;
        }
    }

    /** The same in the time's own zone. */
    static String asWritten(String time) {
        try {
            return TIME.format(OffsetDateTime.parse(time));
        } catch (DateTimeException e) {
            return time;
        }
    }

    /** The same to the millisecond, for times that are compared. */
    String precisely(Instant time) {
        return TO_THE_MILLISECOND.format(time.atZone(zone()));
    }

    /** UTC if nobody tells. */
    ZoneId zone() {
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
