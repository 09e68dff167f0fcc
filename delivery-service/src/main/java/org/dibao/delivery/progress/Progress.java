package org.dibao.delivery.progress;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.avaje.recordbuilder.RecordBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.dibao.contract.article.Position;
import org.jspecify.annotations.Nullable;

/**
 * How far one subscription has got. Everything up to the cursor has been delivered, is not for this subscriber, or is
 * waiting: so a process that ends anywhere repeats some messages at most, and loses none.
 *
 * @param log          the identity of the log that the positions belong to
 * @param cursor       the last position that was taken from the log
 * @param waiting      what was taken and is not delivered yet, in the order in which it was taken
 * @param state        whether anything is sent at all
 * @param failingSince since when no attempt has succeeded; absent if the last one has
 * @param resumes      up to which resumption this takes account of
 * @param redelivered  up to which redelivery everything is done
 * @param redelivery   how far the current redelivery has got; absent if there is none
 * @param probes       how often in a row the target was only probed; 0 while it is believed to work
 * @param nextProbe    when it is probed next; absent while it is believed to work
 * @param attempts     how many attempts there were
 * @param delivered    how many of them succeeded
 */
@RecordBuilder
public record Progress(
        String log,
        Position cursor,
        List<Waiting> waiting,
        State state,
        @Nullable Instant failingSince,
        long resumes,
        long redelivered,
        @Nullable Redelivering redelivery,
        int probes,
        @Nullable Instant nextProbe,
        long attempts,
        long delivered) {

    public Progress {
        waiting = waiting == null ? List.of() : List.copyOf(waiting);
        state = state == null ? State.ACTIVE : state;
    }

    /** Before anything has been sent. */
    public static Progress startingAfter(String log, Position position, long resumes) {
        return ProgressBuilder.builder()
                .log(log)
                .cursor(position)
                .state(State.ACTIVE)
                .resumes(resumes)
                .build();
    }

    /** The same without what lies beyond a position: what came after it is gone from the log. */
    public Progress upTo(Position last) {
        return last.isAtLeast(cursor)
                ? this
                : ProgressBuilder.builder(this)
                        .cursor(last)
                        .waiting(waiting.stream()
                                .filter(event -> last.isAtLeast(event.position()))
                                .toList())
                        .redelivery(null)
                        .build();
    }

    /** Whether anything is sent. */
    public enum State {
        ACTIVE,
        /** It has failed for so long that somebody must look at it and resume it. */
        PARKED,
        /** The target wants nothing more. */
        ENDED;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        static State of(String name) {
            return Stream.of(values())
                    .filter(state -> state.wireName().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("unknown state " + name));
        }
    }

    /**
     * An event that is to be delivered.
     *
     * @param article  the article's id; empty if it is about none
     * @param attempts how many have failed
     * @param since    when the first one failed; absent if none has
     * @param due      when the next one is due; absent if at once
     * @param again    whether it belongs to a redelivery
     */
    public record Waiting(
            Position position,
            String article,
            int attempts,
            @Nullable Instant since,
            @Nullable Instant due,
            boolean again) {}
}
