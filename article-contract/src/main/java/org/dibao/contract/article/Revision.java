package org.dibao.contract.article;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Counts the accepted changes of one article, from 1; a withdrawal and a restoration count too. */
public record Revision(int value) implements Comparable<Revision> {
    public static final Revision FIRST = new Revision(1);

    @JsonCreator
    public Revision {
        if (value < 1) {
            throw new IllegalArgumentException("a revision is 1 or more");
        }
    }

    public Revision next() {
        return new Revision(value + 1);
    }

    @JsonValue
    @Override
    public int value() {
        return value;
    }

    @Override
    public int compareTo(Revision other) {
        return Integer.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
