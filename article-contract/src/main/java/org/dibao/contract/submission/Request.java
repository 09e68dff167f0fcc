package org.dibao.contract.submission;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The circumstances of a submission.
 *
 * @param receivedAt    when ingest had it whole
 * @param by            the name of the API key, never the key
 * @param idempotency   the sender's key for safe retries, if one was given
 * @param preconditions what must hold for it to take effect
 */
public record Request(Instant receivedAt, String by, @Nullable Idempotency idempotency, Preconditions preconditions) {}
