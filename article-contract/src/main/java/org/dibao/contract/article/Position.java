package org.dibao.contract.article;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The one number of the system: a record's offset in the log. It names a submission, orders its events and is the public
 * cursor. Positions start at 0 and have no gap.
 */
public record Position(long value) implements Comparable<Position> {
    /** Before the first record. */
    public static final Position NONE = new Position(-1);

    @JsonCreator
    public Position {
        if (value < -1) {
            throw new IllegalArgumentException("a position is 0 or more");
        }
    }

    public Position next() {
        return new Position(value + 1);
    }

    public boolean isAfter(Position other) {
        return value > other.value;
    }

    public boolean isAtLeast(Position other) {
        return value >= other.value;
    }

    @JsonValue
    @Override
    public long value() {
        return value;
    }

    @Override
    public int compareTo(Position other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
