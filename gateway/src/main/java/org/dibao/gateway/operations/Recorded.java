package org.dibao.gateway.operations;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A record of the topic.
 *
 * @param number    1 for the first, and one more for each that follows. One with any other number does not count: another
 *                  gateway was first, or somebody wrote an old record again
 * @param by        the name of the API key of whoever did it
 * @param operation what was done
 */
public record Recorded(long number, Instant at, String by, Operation operation) {
    @SuppressWarnings({"ConstantValue", "RedundantNullCheck"}) // what JSON leaves out arrives as null
    public Recorded {
        requireNonNull(at, "at");
        requireNonNull(by, "by");
        requireNonNull(operation, "operation");
    }
}
