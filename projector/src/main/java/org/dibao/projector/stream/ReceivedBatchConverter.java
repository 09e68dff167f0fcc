package org.dibao.projector.stream;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.dibao.eventlog.ReceivedRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.Acknowledgment;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.kafka.support.converter.BatchMessageConverter;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.GenericMessage;

/**
 * Converts a poll into one message: a list of {@link ReceivedRecord}, and the consumer for seeking. Stream's own
 * converter parses headers as JSON and delivers parallel lists; no one with write access to the topic must be able to
 * break it.
 */
final class ReceivedBatchConverter implements BatchMessageConverter {

    @Override
    @SuppressWarnings("unchecked")
    public Message<?> toMessage(
            List<ConsumerRecord<?, ?>> records,
            @Nullable Acknowledgment acknowledgment,
            @Nullable Consumer<?, ?> consumer,
            Type type) {
        List<ReceivedRecord> received = new ArrayList<>(records.size());
        for (ConsumerRecord<?, ?> record : records) {
            received.add(ReceivedRecord.of((ConsumerRecord<byte[], byte[]>) record));
        }
        return new GenericMessage<>(received, consumer == null ? Map.of() : Map.of(KafkaHeaders.CONSUMER, consumer));
    }

    @Override
    public List<ProducerRecord<?, ?>> fromMessage(Message<?> message, String defaultTopic) {
        throw new UnsupportedOperationException("for reading only");
    }
}
