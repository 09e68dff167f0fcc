package org.dibao.gateway.auth;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key that was added, without its secret.
 *
 * @param name   its holder's name in the log
 * @param by     the name of the key that added it
 * @param secret what is accepted
 * @param former what was before the secret was rotated, and is accepted for a while; absent if it never was
 */
public record NamedKey(
        String name,
        Set<Scope> scopes,
        Instant createdAt,
        String by,
        Hashed secret,
        @Nullable Hashed former) {

    /**
     * A secret as it is kept.
     *
     * @param sha256 its SHA-256
     * @param since  when it was made
     * @param until  from when on it is refused; absent if it never is
     */
    public record Hashed(
            byte[] sha256, Instant since, @Nullable Instant until) {

        boolean isExpired(Instant now) {
            return until != null && !now.isBefore(until);
        }

        boolean matches(byte[] digest) {
            return MessageDigest.isEqual(sha256, digest);
        }
    }

    NamedKey rotated(Hashed next, Instant formerUntil) {
        Instant ends = secret.until() == null || formerUntil.isBefore(secret.until()) ? formerUntil : secret.until();
        return new NamedKey(name, scopes, createdAt, by, next, new Hashed(secret.sha256(), secret.since(), ends));
    }
}
