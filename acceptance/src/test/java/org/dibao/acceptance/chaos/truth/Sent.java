package org.dibao.acceptance.chaos.truth;

import org.jspecify.annotations.Nullable;

/**
 * A request and what its client knows of it. One without an answer is in the log once, or not at all.
 *
 * @param key      the digest of its idempotency key, as the log has it: SHA-256 in hex
 * @param position the one that was acknowledged; absent if no answer had one
 * @param refused  the status with which it was refused, before it was in the log; 0 if it was not
 */
public record Sent(String key, Deed deed, @Nullable Long position, int refused) {}
