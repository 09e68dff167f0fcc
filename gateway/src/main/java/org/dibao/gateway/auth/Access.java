package org.dibao.gateway.auth;

import java.time.Instant;
import java.util.Set;

/** What a request may do. */
public sealed interface Access {

    /** No key was given: only public content. */
    record Anonymous() implements Access {}

    /** The key was valid. */
    record Holder(String name, Set<Scope> scopes) implements Access {

        public boolean may(Scope scope) {
            return scopes.contains(scope);
        }
    }

    /** The given key is wrong: no access at all, lest a mistyped key look like an empty site. */
    record Refused() implements Access {}

    /** The key was valid until then. */
    record Expired(String name, Instant since) implements Access {}

    /** The gateway has just started, and does not know all keys yet: the given one may be valid. */
    record Unknown() implements Access {}
}
