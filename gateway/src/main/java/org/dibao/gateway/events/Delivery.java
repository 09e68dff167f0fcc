package org.dibao.gateway.events;

import org.dibao.contract.article.Position;
import org.dibao.eventlog.publicevents.LogEvent;
import org.jspecify.annotations.Nullable;

/**
 * An event for one subscriber.
 *
 * @param previous the position up to which the subscriber has what it asked for
 * @param left     whether the article has left what the subscriber's filter asks for
 * @param cursor   the subscriber's place once it has this event
 * @param content  the article as it is now, as JSON; absent unless asked for, and if it is no longer live
 * @param keys     whether it is given with the keys of the pages that it changed
 */
record Delivery(
        LogEvent event, Position previous, boolean left, Cursor cursor, byte @Nullable [] content, boolean keys) {

    /** How many bytes it has beside what is the subscriber's own. */
    int size() {
        return event.members().length + (content == null ? 0 : content.length) + (keys ? event.purge().length : 0);
    }

    /** Whether many subscribers get it in exactly this form. */
    boolean isCommon() {
        return !left && content == null && !keys && cursor.snapshotEnd() == null;
    }

    /** In the given form. */
    byte[] frame(EventFormat format) {
        return isCommon() ? event.frame(format, previous, () -> format.event(this)) : format.event(this);
    }
}
