package org.dibao.store.folding;

import java.time.Instant;
import org.dibao.contract.article.Position;
import org.dibao.contract.submission.Submission;
import org.dibao.contract.wire.Codec;
import org.dibao.contract.wire.Unreadable;
import org.dibao.eventlog.ReceivedRecord;

/** A decoded record of the log. */
sealed interface LogRecord {
    Position position();

    record Readable(Position position, Submission submission) implements LogRecord {}

    /** @param at when the broker received it, because the record itself does not say when it was accepted */
    record Poison(Position position, Instant at, String reason) implements LogRecord {}

    /** @throws org.dibao.contract.wire.NewerVersion if a newer release wrote it */
    static LogRecord of(ReceivedRecord record) {
        Position position = new Position(record.offset());
        try {
            return new Readable(position, Codec.readSubmission(record.headers(), record.value()));
        } catch (Unreadable e) {
            return new Poison(position, record.timestamp(), Reasons.shortened(e.getMessage()));
        }
    }
}
