package org.dibao.gateway.events;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dibao.contract.article.Position;
import org.jspecify.annotations.Nullable;

/**
 * How far a subscriber has got: a position in one log. Its text is opaque to subscribers. A bare position is accepted as
 * well, from people who type one; it cannot be checked against the log's identity.
 *
 * @param log the log's identity; absent in a bare position
 */
record Cursor(Position position, @Nullable String log) {
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,18})(?:-([A-Za-z0-9_-]{1,32}))?");
    /** The cursor before the first position. */
    private static final String BEGINNING = "beginning";

    /** @throws IllegalArgumentException if it is not a cursor */
    static Cursor parse(String text) {
        if (text.startsWith(BEGINNING + "-")) {
            return new Cursor(Position.NONE, text.substring(BEGINNING.length() + 1));
        }
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a cursor");
        }
        return new Cursor(new Position(Long.parseLong(matcher.group(1))), matcher.group(2));
    }

    @Override
    public String toString() {
        return (position.equals(Position.NONE) ? BEGINNING : position.toString()) + (log == null ? "" : "-" + log);
    }
}
