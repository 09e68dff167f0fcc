package org.dibao.gateway.events;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.dibao.contract.article.Position;
import org.jspecify.annotations.Nullable;

/** Where a subscriber wants to begin: {@code Last-Event-ID}, or the parameter {@code after}. */
sealed interface StartingPoint {

    /** What comes next. */
    record Latest() implements StartingPoint {}

    /** The articles that are live, then what comes next. */
    record Snapshot() implements StartingPoint {}

    /** What comes after a cursor. */
    record After(Cursor cursor) implements StartingPoint {}

    /** What was published at this time or later. */
    record Since(Instant time) implements StartingPoint {}

    /**
     * @param after a cursor, a position, a time (RFC 3339), {@code earliest}, {@code latest} or {@code snapshot}; absent:
     *              {@code latest}
     * @throws IllegalArgumentException if it is none of them
     */
    static StartingPoint parse(@Nullable String after) {
        if (after == null || after.isEmpty() || after.equals("latest")) {
            return new Latest();
        }
        if (after.equals("earliest")) {
            return new After(new Cursor(Position.NONE, null));
        }
        if (after.equals("snapshot")) {
            return new Snapshot();
        }
        if (after.indexOf(':') >= 0) { // no cursor has one; a log's identity may contain anything else
            try {
                // A plus sign that was not encoded arrives as a space.
                return new Since(OffsetDateTime.parse(after.replace(' ', '+')).toInstant());
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("not a time", e);
            }
        }
        return new After(Cursor.parse(after));
    }
}
