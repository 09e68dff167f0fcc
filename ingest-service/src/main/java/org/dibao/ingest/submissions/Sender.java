package org.dibao.ingest.submissions;

import java.time.Instant;
import org.dibao.contract.submission.Idempotency;
import org.dibao.contract.submission.Preconditions;
import org.dibao.contract.submission.Request;
import org.dibao.contract.wire.TraceParent;
import org.jspecify.annotations.Nullable;

/**
 * Who sends, and under which conditions.
 *
 * @param by             the name of the API key
 * @param idempotencyKey as it was sent
 * @param trace          the request that it sent, so that it can be followed
 */
public record Sender(String by, @Nullable String idempotencyKey, Preconditions preconditions, TraceParent trace) {

    /** @param fingerprint of the request; only looked at where there is an idempotency key */
    Request request(Instant receivedAt, String fingerprint) {
        return new Request(receivedAt, by, idempotency(fingerprint), preconditions);
    }

    private @Nullable Idempotency idempotency(String fingerprint) {
        return idempotencyKey == null
                ? null
                : new Idempotency(by + "/" + Fingerprint.sha256(idempotencyKey), fingerprint);
    }

    /** The same sender at the n-th article of an import, from 1. */
    public Sender at(long n) {
        return idempotencyKey == null ? this : new Sender(by, idempotencyKey + "\n" + n, preconditions, trace);
    }
}
