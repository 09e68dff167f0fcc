package org.dibao.projector;

import java.util.ArrayList;
import java.util.List;
import org.dibao.contract.article.Position;
import org.dibao.contract.wire.TraceParent;
import org.dibao.eventlog.Received;
import org.dibao.projector.DeadLetters.DeadLetter;
import org.dibao.support.trace.LogContext;
import org.jspecify.annotations.Nullable;

/** A run of records as they are read: items of consecutive positions, and foreign records among them. */
final class Batch<I> {
    /** @param foreign why it belongs to the dead letters; absent of an item */
    private record Entry(Received record, @Nullable String foreign) {}

    private final List<Entry> entries = new ArrayList<>();
    private final List<I> items = new ArrayList<>();
    private final List<Received> records = new ArrayList<>();
    private final Position first;
    private Position offset;

    /** @param at what the batch begins after */
    Batch(Progress at) {
        this.first = at.done().next();
        this.offset = at.offset();
    }

    boolean isHandled(Received record) {
        return record.offset() <= offset.value();
    }

    int size() {
        return entries.size();
    }

    /** @return false if it is not the next one: some are missing */
    boolean add(Received record, Decoded<I> decoded) {
        switch (decoded) {
            case Decoded.Foreign<I> foreign -> entries.add(new Entry(record, foreign.reason()));
            case Decoded.Entry<I> entry -> {
                if (entry.position().isAfter(next())) {
                    return false;
                }
                if (entry.position().equals(next())) { // else it is there twice
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
    List<Received> records() {
        return records;
    }

    /** What lines of the log are about while it is handled: its positions, and the request if it is one record. */
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

    /** Of its records those that belong to the dead letters and are not there yet, in order. */
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
