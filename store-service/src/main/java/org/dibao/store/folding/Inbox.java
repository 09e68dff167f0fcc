package org.dibao.store.folding;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.dibao.contract.article.Position;
import org.dibao.contract.submission.Submission;
import org.dibao.contract.wire.Codec;
import org.dibao.contract.wire.NewerVersion;
import org.dibao.contract.wire.Unreadable;
import org.dibao.eventlog.Received;
import org.jspecify.annotations.Nullable;

/**
 * A run of records, read.
 *
 * @param items in the order of the log, up to the first record of a newer release
 * @param newer that record's complaint, if there was one
 */
record Inbox(List<Item> items, @Nullable NewerVersion newer) {

    sealed interface Item {
        Position position();
    }

    record Readable(Position position, Instant at, Submission submission) implements Item {}

    record Poison(Position position, Instant at, String reason) implements Item {}

    static Inbox of(List<Received> records) {
        List<Item> items = new ArrayList<>(records.size());
        for (Received record : records) {
            try {
                items.add(read(record));
            } catch (NewerVersion e) {
                return new Inbox(items, e);
            }
        }
        return new Inbox(items, null);
    }

    List<Position> positions() {
        return items.stream().map(Item::position).toList();
    }

    private static Item read(Received record) {
        Position position = new Position(record.offset());
        try {
            Submission submission = Codec.readSubmission(record.headers(), record.value());
            return new Readable(position, record.timestamp(), submission);
        } catch (Unreadable e) {
            return new Poison(position, record.timestamp(), Reasons.shortened(e.getMessage()));
        }
    }
}
