package org.dibao.gateway.keys;

import java.time.Instant;
import java.util.Set;
import org.dibao.gateway.auth.NamedKey;
import org.dibao.gateway.auth.Scope;
import org.jspecify.annotations.Nullable;

/**
 * A key as it is shown.
 *
 * @param createdAt   absent of the first key, which is not in the log
 * @param createdBy   the name of the key that added it
 * @param rotatedAt   when its present secret was made; absent if that is its first one
 * @param formerUntil how long the secret before that is accepted
 * @param key         the secret; only in the answer to the request that made it
 */
record ShownKey(
        String name,
        Set<Scope> scopes,
        @Nullable Instant createdAt,
        @Nullable String createdBy,
        @Nullable Instant expires,
        @Nullable Instant rotatedAt,
        @Nullable Instant formerUntil,
        @Nullable String key) {

    static ShownKey first(String name) {
        return new ShownKey(name, Scope.ALL, null, null, null, null, null, null);
    }

    /** @param secret absent unless it was made just now */
    static ShownKey of(NamedKey key, @Nullable String secret) {
        NamedKey.Hashed former = key.former();
        return new ShownKey(
                key.name(),
                key.scopes(),
                key.createdAt(),
                key.by(),
                key.secret().until(),
                former == null ? null : key.secret().since(),
                former == null ? null : former.until(),
                secret);
    }
}
