package org.dibao.gateway.operations;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dibao.contract.article.Position;
import org.dibao.contract.wire.EventMessage;
import org.dibao.eventlog.ReceivedRecord;
import org.dibao.support.loop.SupervisedLoop;

/** The topic of operations. All methods may block, and fail with {@link org.dibao.eventlog.LogUnavailable} if Kafka does not answer. */
public interface OperationTopic {

    /** Creates it if it is not there. */
    void verify();

    /** @param handler receives all records, from the first one on, at least once, in order */
    Following follow(Consumer<List<ReceivedRecord>> handler);

    /** @return where the record is; after a failure it is in the topic once or not at all */
    Position append(EventMessage record);

    /** The reading, until it is closed. */
    interface Following extends AutoCloseable {
        void start();

        /** How long ago everything then in the topic had been handled. */
        Duration behind();

        Stream<SupervisedLoop> loops();

        @Override
        void close();
    }
}
