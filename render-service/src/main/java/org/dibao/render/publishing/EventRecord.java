package org.dibao.render.publishing;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.ArticleEvent;
import org.dibao.contract.event.Outcome;
import org.dibao.contract.wire.Codec;
import org.dibao.contract.wire.Headers;
import org.dibao.contract.wire.NewerVersion;
import org.dibao.contract.wire.Unreadable;
import org.dibao.eventlog.ReceivedRecord;
import org.dibao.projector.Decoded;
import org.jspecify.annotations.Nullable;

/**
 * A decoded record of {@code article-events}.
 *
 * @param unreadable why its content cannot be read although its position is known: the event is then an outcome that
 *                   says so
 */
record EventRecord(ArticleEvent event, @Nullable String unreadable) {
    /** The public message for such a record, independent of any library's wording. */
    static final String UNREADABLE = "the event at this position could not be read; it was dead-lettered";

    /**
     * A record without a position is not an event, so somebody else wrote it, whatever version it claims to have.
     *
     * @throws NewerVersion if a newer release wrote it
     */
    static Decoded<EventRecord> decode(ReceivedRecord record) {
        Position position = record.position();
        try {
            ArticleEvent event = Codec.readEvent(record.headers(), record.value());
            if (position == null || !event.position().equals(position)) {
                throw new Unreadable(
                        "its header " + Headers.ID + " says " + position + ", its content " + event.position());
            }
            return new Decoded.Entry<>(position, new EventRecord(event, null));
        } catch (Unreadable e) {
            return unreadable(record, String.valueOf(e.getMessage()));
        } catch (NewerVersion e) {
            if (position == null) {
                return new Decoded.Foreign<>(e.unknown());
            }
            throw e;
        }
    }

    /** Whatever is in it. */
    static Decoded<EventRecord> unreadable(ReceivedRecord record, String reason) {
        Position position = record.position();
        return position == null
                ? new Decoded.Foreign<>(reason)
                : new Decoded.Entry<>(
                        position,
                        new EventRecord(
                                new ArticleEvent(position, at(record), new Outcome.Unreadable(UNREADABLE)), reason));
    }

    /** Whether it changes the settings. */
    boolean changesSite() {
        return event.outcome() instanceof Outcome.SiteChanged;
    }

    private static Instant at(ReceivedRecord record) {
        try {
            String time = record.headers().get(Headers.TIME);
            return time == null ? record.timestamp() : Instant.parse(time);
        } catch (DateTimeParseException e) {
            return record.timestamp();
        }
    }
}
