package org.dibao.delivery.channel;

/** What follows from an attempt. */
public enum Verdict {
    /** The target has the message. */
    DELIVERED,
    /** The message is not for this target, such as a call to a search engine about an import; it counts as delivered. */
    SKIPPED,
    /** Try again: the target is down, overloaded or has answered with an error that may pass. */
    RETRY,
    /** The target wants nothing more, ever: the subscription ends. */
    GONE
}
