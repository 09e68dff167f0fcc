package org.dibao.gateway.auth;

/** What a request may do. */
public sealed interface Access {

    /** No key was given: what is public, and nothing else. */
    record Anonymous() implements Access {}

    /** The key was right. */
    record Holder(String name) implements Access {}

    /** A key was given and it is wrong: nothing, lest a mistyped key look like an empty site. */
    record Refused() implements Access {}
}
