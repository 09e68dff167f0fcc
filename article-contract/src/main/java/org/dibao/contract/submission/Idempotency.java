package org.dibao.contract.submission;

import static java.util.Objects.requireNonNull;

/**
 * A sender's {@code Idempotency-Key}. The log keeps both members permanently, and a retry after an upgrade must still
 * be recognised: what goes into them, and in which form, never changes.
 *
 * @param key         identifies the sender's key within the namespace of the API key: {@code <by>/<SHA-256 of the
 *                    header, hex>}
 * @param fingerprint what a retry repeats: SHA-256, hex, over method, path, query, {@code Content-Type}, {@code Slug},
 *                    {@code Content-Disposition}, {@code If-Match}, {@code If-None-Match} and raw body, each preceded
 *                    by its length in four bytes; in an import over {@code import}, the kind of file, its name and its
 *                    content; of a file the SHA-256 of the body, in hex, takes the body's place
 */
public record Idempotency(String key, String fingerprint) {
    public Idempotency {
        requireNonNull(key, "key");
        requireNonNull(fingerprint, "fingerprint");
    }
}
