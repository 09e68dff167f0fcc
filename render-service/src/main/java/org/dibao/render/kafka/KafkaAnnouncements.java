package org.dibao.render.kafka;

import java.util.List;
import org.dibao.contract.article.Position;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.wire.Codec;
import org.dibao.contract.wire.Headers;
import org.dibao.eventlog.LogUnavailable;
import org.dibao.eventlog.TopicWriter;
import org.dibao.render.view.Announcements;
import org.dibao.render.view.Unavailable;

/** The topic {@code publications}, to be written. */
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
    public void append(List<Publication> publications) {
        try {
            writer.appendAll(publications.stream().map(Codec::write).toList());
        } catch (LogUnavailable e) {
            throw new Unavailable(String.valueOf(e.getMessage()), e);
        }
    }
}
