package org.dibao.projector;

import java.util.ArrayList;
import java.util.List;
import org.dibao.contract.article.Position;
import org.dibao.contract.wire.TraceParent;
import org.dibao.eventlog.ReceivedRecord;
import org.dibao.projector.DeadLetters.DeadLetter;
import org.dibao.support.trace.LogContext;
import org.jspecify.annotations.Nullable;

/** A run of records as read: items at consecutive positions, with foreign records among them. */
final class Batch<I> {
    /** @param foreign why the record is dead-lettered; absent for an item */
    private record Entry(ReceivedRecord record, @Nullable String foreign) {}

    private final List<Entry> entries = new ArrayList<>();
    private final List<I> items = new ArrayList<>();
    private final List<ReceivedRecord> records = new ArrayList<>();
    private final Position first;
    private Position offset;

    /** @param at the progress after which the batch begins */
    Batch(Progress at) {
        this.first = at.done().next();
        this.offset = at.offset();
    }

    boolean isHandled(ReceivedRecord record) {
        return record.offset() <= offset.value();
    }

    int size() {
        return entries.size();
    }

    /** @return false if it is not the next one: records are missing */
    boolean add(ReceivedRecord record, Decoded<I> decoded) {
        switch (decoded) {
            case Decoded.Foreign<I> foreign -> entries.add(new Entry(record, foreign.reason()));
            case Decoded.Entry<I> entry -> {
                if (entry.position().isAfter(next())) {
                    return false;
                }
                if (entry.position().equals(next())) { // otherwise it is a duplicate
                    entries.add(new Entry(record, null));
                    items.add(entry.item());
                    records.add(record);
                }
            }
        }
        offset = new Position(record.offset());
        return true;
    }

    List<I> items() {
        return items;
    }

    /** The record of each item. */
    List<ReceivedRecord> records() {
        return records;
    }

    /** The context for log lines while it is handled: its positions, and the request if it is a single record. */
    LogContext.Scope logContext() {
        return items.size() == 1 ? LogContext.of(first, request()) : LogContext.of(first, done());
    }

    /** Of its only item, if the record tells. */
    @Nullable
    TraceParent request() {
        return records.size() == 1 ? TraceParent.of(records.getFirst().headers()) : null;
    }

    /** The position of its first item, if it has one. */
    Position first() {
        return first;
    }

    /** The position after its last item. */
    Position next() {
        return new Position(first.value() + items.size());
    }

    Position done() {
        return new Position(next().value() - 1);
    }

    Position offset() {
        return offset;
    }

    /** Those of its records that must be dead-lettered and have not been yet, in order. */
    <R> List<DeadLetter> deadLetters(List<R> results, Projection<I, R> projection, Position alreadyThere) {
        List<DeadLetter> letters = new ArrayList<>();
        int item = 0;
        for (Entry entry : entries) {
            String reason = entry.foreign == null ? projection.deadLetter(results.get(item++)) : entry.foreign;
            if (reason != null && entry.record.offset() > alreadyThere.value()) {
                letters.add(new DeadLetter(new Position(entry.record.offset()), reason));
            }
        }
        return letters;
    }
}
