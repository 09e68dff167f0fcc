package org.dibao.contract.submission;

import static java.util.Objects.requireNonNull;

/**
 * A sender's {@code Idempotency-Key}.
 *
 * @param key         names the sender's key within the API key's own space: {@code <by>/<SHA-256 of the header, hex>}
 * @param fingerprint SHA-256, hex, over method, target, content type, Slug, preconditions and raw body: what a retry repeats
 */
public record Idempotency(String key, String fingerprint) {
    public Idempotency {
        requireNonNull(key, "key");
        requireNonNull(fingerprint, "fingerprint");
    }
}
