package org.dibao.contract.fold;

import org.dibao.contract.article.Position;
import org.dibao.contract.event.Result;

/** The first use of an idempotency key, and what became of it. Kept for ever. */
public record KeyClaim(String key, String fingerprint, Position position, Result result) {}
