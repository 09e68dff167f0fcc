package org.dibao.gateway.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dibao.contract.article.Position;
import org.dibao.contract.wire.EventMessage;
import org.dibao.eventlog.LogUnavailable;
import org.dibao.eventlog.ReceivedRecord;
import org.dibao.support.loop.SupervisedLoop;

/** The topic in memory. Records are handed over in the caller's thread, to every gateway on it. */
public final class FakeOperations implements OperationTopic {
    private final List<ReceivedRecord> records = new ArrayList<>();
    private final List<Consumer<List<ReceivedRecord>>> readers = new CopyOnWriteArrayList<>();
    public volatile boolean down;
    /** Done once, before the next record is taken. */
    public volatile Runnable before = () -> {};

    @Override
    public void verify() {
        if (down) {
            throw new LogUnavailable("no broker", null);
        }
    }

    @Override
    public Position append(EventMessage record) {
        verify();
        Runnable first = before;
        before = () -> {};
        first.run();
        synchronized (this) {
            ReceivedRecord received =
                    new ReceivedRecord(records.size(), Instant.EPOCH, record.key(), record.headers(), record.value());
            records.add(received);
            readers.forEach(reader -> reader.accept(List.of(received)));
            return new Position(received.offset());
        }
    }

    /** Somebody who can write to Kafka writes a record again. */
    public void replay(int offset) {
        ReceivedRecord old = records.get(offset);
        append(new EventMessage(old.key(), old.headers(), old.value() == null ? new byte[0] : old.value()));
    }

    public List<ReceivedRecord> records() {
        return List.copyOf(records);
    }

    @Override
    public synchronized Following follow(Consumer<List<ReceivedRecord>> handler) {
        handler.accept(List.copyOf(records));
        readers.add(handler);
        return new Following() {
            @Override
            public void start() {}

            @Override
            public Duration behind() {
                return Duration.ZERO;
            }

            @Override
            public Stream<SupervisedLoop> loops() {
                return Stream.empty();
            }

            @Override
            public void close() {
                readers.remove(handler);
            }
        };
    }
}
