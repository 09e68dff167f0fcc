package org.dibao.store.folding;

import java.time.Instant;
import org.dibao.contract.article.Position;
import org.dibao.contract.submission.Submission;
import org.dibao.contract.wire.Codec;
import org.dibao.contract.wire.Unreadable;
import org.dibao.eventlog.Received;

/** A record of the log, read. */
sealed interface Entry {
    Position position();

    record Readable(Position position, Submission submission) implements Entry {}

    /** @param at when the broker got it, since it does not tell itself when it was accepted */
    record Poison(Position position, Instant at, String reason) implements Entry {}

    /** @throws org.dibao.contract.wire.NewerVersion if a newer release wrote it */
    static Entry of(Received record) {
        Position position = new Position(record.offset());
        try {
            return new Readable(position, Codec.readSubmission(record.headers(), record.value()));
        } catch (Unreadable e) {
            return new Poison(position, record.timestamp(), Reasons.shortened(e.getMessage()));
        }
    }
}
