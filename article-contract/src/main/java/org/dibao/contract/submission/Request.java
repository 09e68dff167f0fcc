package org.dibao.contract.submission;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The circumstances of a submission.
 *
 * @param receivedAt    when ingest had received all of it
 * @param by            the name of the API key, never the key
 * @param idempotency   the sender's key for safe retries, if one was given
 * @param preconditions what must hold for it to take effect
 * @param imported      whether it is part of an import
 */
public record Request(
        Instant receivedAt,
        String by,
        @Nullable Idempotency idempotency,
        Preconditions preconditions,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean imported) {
    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("9999-12-30T00:00:00Z");

    @SuppressWarnings({"ConstantValue", "RedundantNullCheck"}) // what JSON leaves out arrives as null
    public Request {
        requireNonNull(receivedAt, "receivedAt");
        requireNonNull(by, "by");
        preconditions = preconditions == null ? Preconditions.NONE : preconditions;
        if (receivedAt.isBefore(FIRST) || receivedAt.isAfter(LAST)) {
            throw new IllegalArgumentException("receivedAt is from 1970 to 9999");
        }
    }

    /** Of a submission of its own. */
    public Request(Instant receivedAt, String by, @Nullable Idempotency idempotency, Preconditions preconditions) {
        this(receivedAt, by, idempotency, preconditions, false);
    }
}
