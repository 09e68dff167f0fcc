package org.dibao.store.kafka;

import java.util.List;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.ArticleEvent;
import org.dibao.contract.wire.Codec;
import org.dibao.contract.wire.Headers;
import org.dibao.eventlog.LogUnavailable;
import org.dibao.eventlog.TopicWriter;
import org.dibao.store.history.Announcements;
import org.dibao.store.history.Unavailable;

/** The topic {@code article-events}. */
public final class KafkaAnnouncements implements Announcements {
    private final TopicWriter writer;

    public KafkaAnnouncements(TopicWriter writer) {
        this.writer = writer;
    }

    @Override
    public Position last() {
        try {
            writer.reset(); // so that nothing sent earlier arrives after the answer
            Position last = writer.last(Headers.ID);
            writer.warmUp();
            return last;
        } catch (LogUnavailable e) {
            throw new Unavailable(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public void append(List<ArticleEvent> events) {
        try {
            writer.appendAll(events.stream().map(Codec::write).toList());
        } catch (LogUnavailable e) {
            throw new Unavailable(String.valueOf(e.getMessage()), e);
        }
    }
}
