package org.dibao.gateway.auth;

/** What a request may do. */
public sealed interface Access {

    /** No key was given: only public content. */
    record Anonymous() implements Access {}

    /** The key was valid. */
    record Holder(String name) implements Access {}

    /** The given key is wrong: no access at all, lest a mistyped key look like an empty site. */
    record Refused() implements Access {}
}
