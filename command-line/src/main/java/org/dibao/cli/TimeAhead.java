package org.dibao.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A time that is given as how far ahead it lies, such as {@code 90d}, as a day, which is over then, or as an instant. */
record TimeAhead(Instant time) {
    private static final Pattern SPAN = Pattern.compile("([0-9]{1,6})([smhd])");
    private static final Map<String, Duration> UNITS = Map.of(
            "s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1), "h", Duration.ofHours(1), "d", Duration.ofDays(1));

    /** @param zone in which a day ends; asked for only if a day is given */
    static TimeAhead of(String option, String given, Instant now, Supplier<ZoneId> zone) {
        try {
            Matcher span = SPAN.matcher(given);
            if (span.matches()) {
                Duration unit = UNITS.getOrDefault(span.group(2), Duration.ZERO);
                return new TimeAhead(now.plus(unit.multipliedBy(Long.parseLong(span.group(1)))));
            }
            return new TimeAhead(
                    given.length() == 10
                            ? LocalDate.parse(given)
                                    .plusDays(1)
                                    .atStartOfDay(zone.get())
                                    .toInstant()
                            : Instant.parse(given));
        } catch (DateTimeException e) {
            throw new CommandFailed(
                    Exit.USAGE,
                    option + " is \"" + given + "\": write it like 90d, 12h, 2027-01-31 or 2027-01-31T08:00:00Z.");
        }
    }

    @Override
    public String toString() {
        return time.toString();
    }
}
