package org.dibao.store.fold;

import static java.util.Objects.requireNonNull;

import org.dibao.contract.article.Position;
import org.dibao.contract.event.Result;

/** The first use of an idempotency key, and what became of it. Kept for ever. */
public record KeyClaim(String key, String fingerprint, Position position, Result result) {
    public KeyClaim {
        requireNonNull(key, "key");
        requireNonNull(fingerprint, "fingerprint");
        requireNonNull(position, "position");
        requireNonNull(result, "result");
    }
}
