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
import org.dibao.eventlog.Received;
import org.jspecify.annotations.Nullable;

/** What a record of {@code article-events} turns out to be. */
sealed interface Inbox {
    Position offset();

    /** An event. */
    record Readable(Position offset, ArticleEvent event) implements Inbox {}

    /** A record whose place in the sequence is known and whose content is not: it gets an outcome, and is buried. */
    record Poison(Position offset, ArticleEvent event, String reason) implements Inbox {}

    /** A record that names no position, so no event: somebody else wrote it. It is buried and has no place in the sequence. */
    record Foreign(Position offset, String reason) implements Inbox {}

    /** What only a newer release can read. */
    record Newer(Position offset, NewerVersion why) implements Inbox {}

    /** Its event; absent if it has none, or none that can be told. */
    default @Nullable ArticleEvent event() {
        return switch (this) {
            case Readable it -> it.event;
            case Poison it -> it.event;
            case Foreign _, Newer _ -> null;
        };
    }

    /** Whether other settings are in force behind it. */
    default boolean changesSite() {
        return this instanceof Readable it && it.event.outcome() instanceof Outcome.SiteChanged;
    }

    /** What is told publicly of a poison: nothing that depends on a library's wording. */
    String UNREADABLE = "the event at this position could not be read; it is among the dead letters";

    static Inbox read(Received record) {
        Position offset = new Position(record.offset());
        Position position = position(record.headers().get(Headers.ID));
        try {
            ArticleEvent event = Codec.readEvent(record.headers(), record.value());
            if (!event.position().equals(position)) {
                throw new Unreadable(
                        "its header " + Headers.ID + " says " + position + ", its content " + event.position());
            }
            return new Readable(offset, event);
        } catch (NewerVersion e) {
            return new Newer(offset, e);
        } catch (Unreadable e) {
            String reason = String.valueOf(e.getMessage());
            return position == null
                    ? new Foreign(offset, reason)
                    : new Poison(
                            offset, new ArticleEvent(position, at(record), new Outcome.Unreadable(UNREADABLE)), reason);
        }
    }

    private static @Nullable Position position(@Nullable String id) {
        return id == null || !id.matches("[0-9]{1,18}") ? null : new Position(Long.parseLong(id));
    }

    private static Instant at(Received record) {
        try {
            String time = record.headers().get(Headers.TIME);
            return time == null ? record.timestamp() : Instant.parse(time);
        } catch (DateTimeParseException e) {
            return record.timestamp();
        }
    }
}
