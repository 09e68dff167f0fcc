package org.dibao.projector;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.dibao.contract.article.Position;
import org.dibao.eventlog.ReceivedRecord;
import org.jspecify.annotations.Nullable;

/** The dead letters of the input topic: each unreadable record once, unchanged, with its offset and the reason. */
public interface DeadLetters {

    /**
     * The offset of the last one, read from the topic itself; {@link Position#NONE} if there is none.
     *
     * @throws Unavailable if the broker does not answer
     */
    Position last();

    /**
     * All of them, by their offsets in the input topic. For a replay: it reads the whole topic.
     *
     * @throws Unavailable if the broker does not answer
     */
    Map<Position, Copy> copies();

    /**
     * Appends them in order; returns when all in-sync replicas have all of them.
     *
     * @throws Unavailable if the broker does not answer: none, some or all may have been appended; {@link #last} tells
     */
    void append(List<DeadLetter> letters);

    /**
     * What is known of a dead letter.
     *
     * @param reason why it cannot be read
     * @param hash   of its value: a topic that was made anew has other records at the same offsets
     */
    record Copy(String reason, int hash) {
        /** @param value of the record; absent if it has none */
        public static Copy of(String reason, byte @Nullable [] value) {
            return new Copy(reason, Arrays.hashCode(value));
        }

        boolean isOf(ReceivedRecord record) {
            return Arrays.hashCode(record.value()) == hash;
        }
    }

    /**
     * @param offset of the record in the input topic
     * @param reason why it cannot be read; cut to 4 KB where it is written
     */
    record DeadLetter(Position offset, String reason) {}
}
