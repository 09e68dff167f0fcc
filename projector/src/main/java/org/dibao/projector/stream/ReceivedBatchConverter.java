package org.dibao.projector.stream;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.dibao.eventlog.Received;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.Acknowledgment;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.kafka.support.converter.BatchMessageConverter;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.GenericMessage;

/**
 * Makes one message of a poll: a list of {@link Received}, and the consumer for seeking. Stream's own converter reads headers
 * as JSON and hands out parallel lists; whoever may write to the topic must not be able to trip it.
 */
final class ReceivedBatchConverter implements BatchMessageConverter {

    @Override
    @SuppressWarnings("unchecked")
    public Message<?> toMessage(
            List<ConsumerRecord<?, ?>> records,
            @Nullable Acknowledgment acknowledgment,
            @Nullable Consumer<?, ?> consumer,
            Type type) {
        List<Received> received = new ArrayList<>(records.size());
        for (ConsumerRecord<?, ?> record : records) {
            received.add(Received.of((ConsumerRecord<byte[], byte[]>) record));
        }
        return new GenericMessage<>(received, consumer == null ? Map.of() : Map.of(KafkaHeaders.CONSUMER, consumer));
    }

    @Override
    public List<ProducerRecord<?, ?>> fromMessage(Message<?> message, String defaultTopic) {
        throw new UnsupportedOperationException("for reading only");
    }
}
