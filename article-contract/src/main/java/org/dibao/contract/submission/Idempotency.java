package org.dibao.contract.submission;

import static java.util.Objects.requireNonNull;

/**
 * A sender's {@code Idempotency-Key}. The log keeps both for ever, so that a retry after an upgrade is still known as one:
 * what goes into them, and in which form, never changes.
 *
 * @param key         names the sender's key within the API key's own space: {@code <by>/<SHA-256 of the header, hex>}
 * @param fingerprint what a retry repeats: SHA-256, hex, over method, path, query, {@code Content-Type}, {@code Slug},
 *                    {@code Content-Disposition}, {@code If-Match}, {@code If-None-Match} and raw body, each behind its length
 *                    in four bytes; in an import over {@code import}, the kind of file, its name and its content
 */
public record Idempotency(String key, String fingerprint) {
    public Idempotency {
        requireNonNull(key, "key");
        requireNonNull(fingerprint, "fingerprint");
    }
}
