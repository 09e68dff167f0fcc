package org.dibao.render.kafka;

import java.util.List;
import org.dibao.contract.article.Position;
import org.dibao.eventlog.LogUnavailable;
import org.dibao.eventlog.stream.DeadLetterTopic;
import org.dibao.render.view.DeadLetters;
import org.dibao.render.view.Unavailable;

/** The topic {@code article-events.dlt}. */
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
            letters.forEach(letter -> topic.append(letter.offset(), letter.reason()));
        } catch (LogUnavailable e) {
            throw new Unavailable(String.valueOf(e.getMessage()), e);
        }
    }
}
