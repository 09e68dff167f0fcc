package org.dibao.projector.kafka;

import java.util.List;
import org.dibao.contract.article.Position;
import org.dibao.contract.wire.EventMessage;
import org.dibao.contract.wire.Headers;
import org.dibao.eventlog.TopicWriter;
import org.dibao.projector.EventPublisher;

/** The output topic. */
public final class KafkaEventPublisher implements EventPublisher {
    private final TopicWriter writer;

    public KafkaEventPublisher(TopicWriter writer) {
        this.writer = writer;
    }

    @Override
    public Position last() {
        return BrokerCalls.ask(() -> {
            writer.reset(); // nothing sent earlier may arrive after this answer
            Position last = writer.last(Headers.ID);
            writer.warmUp();
            return last;
        });
    }

    @Override
    public void publish(List<EventMessage> events) {
        BrokerCalls.tell(() -> writer.appendAll(events));
    }
}
