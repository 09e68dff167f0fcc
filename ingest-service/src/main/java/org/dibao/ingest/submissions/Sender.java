package org.dibao.ingest.submissions;

import java.time.Instant;
import org.dibao.contract.article.Revision;
import org.dibao.contract.submission.Idempotency;
import org.dibao.contract.submission.Preconditions;
import org.dibao.contract.submission.Request;
import org.dibao.contract.wire.TraceParent;
import org.jspecify.annotations.Nullable;

/**
 * The sender of a submission, and its conditions.
 *
 * @param by             the name of the API key
 * @param idempotencyKey as sent
 * @param trace          the trace of the request
 * @param imports        whether what is sent is part of an import
 */
public record Sender(
        String by, @Nullable String idempotencyKey, Preconditions preconditions, TraceParent trace, boolean imports) {

    /** The sender of a submission of its own. */
    public Sender(String by, @Nullable String idempotencyKey, Preconditions preconditions, TraceParent trace) {
        this(by, idempotencyKey, preconditions, trace, false);
    }

    /** The same sender, who changes a revision: it must still be the current one, if the sender has not said which. */
    public Sender changing(Revision revision) {
        return preconditions.ifMatch() != null
                ? this
                : new Sender(by, idempotencyKey, new Preconditions(revision, false), trace, imports);
    }

    /** @param fingerprint of the request; only used with an idempotency key */
    public Request request(Instant receivedAt, String fingerprint) {
        return new Request(receivedAt, by, idempotency(fingerprint), preconditions, imports);
    }

    private @Nullable Idempotency idempotency(String fingerprint) {
        return idempotencyKey == null
                ? null
                : new Idempotency(by + "/" + Fingerprint.sha256(idempotencyKey), fingerprint);
    }

    /** The same sender for the n-th article of an import, counted from 1. */
    public Sender at(long n) {
        return new Sender(by, idempotencyKey == null ? null : idempotencyKey + "\n" + n, preconditions, trace, true);
    }
}
