package org.dibao.store.kafka;

import java.util.List;
import org.dibao.contract.article.Position;
import org.dibao.eventlog.LogUnavailable;
import org.dibao.eventlog.stream.DeadLetterTopic;
import org.dibao.store.history.DeadLetters;
import org.dibao.store.history.Unavailable;

/** The topic {@code articles.dlt}. */
public final class KafkaDeadLetters implements DeadLetters {
    private final DeadLetterTopic topic;

    public KafkaDeadLetters(DeadLetterTopic topic) {
        this.topic = topic;
    }

    @Override
    public Position last() {
        try {
            return topic.last();
        } catch (LogUnavailable e) {
            throw new Unavailable(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public void append(List<DeadLetter> letters) {
        try {
            letters.forEach(letter -> topic.append(letter.position(), letter.reason()));
        } catch (LogUnavailable e) {
            throw new Unavailable(String.valueOf(e.getMessage()), e);
        }
    }
}
