package org.dibao.projector;

import java.util.Map;
import org.dibao.contract.article.Position;
import org.dibao.contract.wire.NewerVersion;
import org.dibao.eventlog.ReceivedRecord;
import org.jspecify.annotations.Nullable;

/**
 * Decodes records so that a replay, by this release or another, makes of each what was made of it when it came first. What was
 * a dead letter is one again. What only a newer release can read becomes unreadable if nobody has announced its position;
 * otherwise a newer release has read it, and this one must not tell it differently.
 */
final class Decoding<I> {
    private final ProjectorPorts ports;
    private final Projection<I, ?> projection;

    /** Of a replay: records ahead that could not be read when they came first, by their offsets. */
    private Map<Position, DeadLetters.Copy> unreadable = Map.of();

    /** The last position announced by anybody, if it has been asked for since the poll began. */
    private @Nullable Position announced;

    Decoding(ProjectorPorts ports, Projection<I, ?> projection) {
        this.ports = ports;
        this.projection = projection;
    }

    void resume(Progress at) {
        unreadable =
                at.deadLettered().isAfter(at.offset()) ? ports.deadLetters().copies() : Map.of();
    }

    void beginPoll() {
        announced = null;
    }

    /**
     * @throws NewerVersion if this release must be upgraded first
     * @throws Unavailable  if the broker does not answer
     */
    Decoded<I> decode(ReceivedRecord record) {
        Decoded<I> before = deadLetter(record);
        if (before != null) {
            return before;
        }
        try {
            return projection.decode(record);
        } catch (NewerVersion newer) {
            String why = projection.whyUnreadable(record, newer);
            if (why == null) {
                throw newer;
            }
            return unlessAnnounced(record, why, newer);
        }
    }

    private @Nullable Decoded<I> deadLetter(ReceivedRecord record) {
        DeadLetters.Copy copy = unreadable.get(new Position(record.offset()));
        return copy != null && copy.isOf(record) ? projection.unreadable(record, copy.reason()) : null;
    }

    private Decoded<I> unlessAnnounced(ReceivedRecord record, String why, NewerVersion newer) {
        @Nullable Decoded<I> passedOver = projection.unreadable(record, why);
        if (passedOver instanceof Decoded.Entry<I> entry && !entry.position().isAfter(announced())) {
            // Another instance may have made a dead letter of it meanwhile: that comes before the announcement.
            unreadable = ports.deadLetters().copies();
            passedOver = deadLetter(record);
        }
        if (passedOver == null) {
            throw newer;
        }
        return passedOver;
    }

    private Position announced() {
        Position last = announced == null ? ports.events().last() : announced;
        announced = last;
        return last;
    }
}
