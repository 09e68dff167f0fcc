package org.dibao.gateway.events;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dibao.contract.article.Position;
import org.jspecify.annotations.Nullable;

/**
 * How far a subscriber has got: a position in one log. Its text is opaque to subscribers. A bare position is accepted as
 * well, from people who type one; it cannot be checked against the log's identity.
 *
 * @param log         the log's identity; absent in a bare position
 * @param snapshotEnd while the subscriber reads a snapshot: its last position
 */
record Cursor(
        Position position, @Nullable String log, @Nullable Position snapshotEnd) {
    /** The position before the first one. */
    private static final String BEGINNING = "beginning";

    private static final Pattern TEXT =
            Pattern.compile("([0-9]{1,18}|beginning(?=-))(?:-([A-Za-z0-9_-]{1,32})(?:\\.([0-9]{1,18}))?)?");

    Cursor(Position position, @Nullable String log) {
        this(position, log, null);
    }

    /** @throws IllegalArgumentException if it is not a cursor */
    static Cursor parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a cursor");
        }
        String position = matcher.group(1);
        String snapshotEnd = matcher.group(3);
        return new Cursor(
                position.equals(BEGINNING) ? Position.NONE : new Position(Long.parseLong(position)),
                matcher.group(2),
                snapshotEnd == null ? null : new Position(Long.parseLong(snapshotEnd)));
    }

    /** The last position that must be in the log for this cursor to belong to it. */
    Position last() {
        return snapshotEnd != null && snapshotEnd.isAfter(position) ? snapshotEnd : position;
    }

    @Override
    public String toString() {
        return (position.equals(Position.NONE) ? BEGINNING : position.toString())
                + (log == null ? "" : "-" + log)
                + (snapshotEnd == null ? "" : "." + snapshotEnd);
    }
}
