package org.dibao.delivery.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.Outcome;
import org.dibao.contract.json.Json;
import org.dibao.contract.wire.Codec;
import org.dibao.contract.wire.Unreadable;
import org.dibao.delivery.events.Contents;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.LogUnavailable;
import org.dibao.eventlog.ReceivedRecord;
import org.dibao.eventlog.TopicHistory;
import org.dibao.eventlog.publicevents.LogEvent;
import org.dibao.support.html.CheckedArticle;
import org.dibao.support.work.Workers;
import reactor.core.publisher.Mono;

/** Articles from the topic {@code article-events}, as today's checks let them out. A few are read at once, for those that follow. */
public final class KafkaContents implements Contents, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int RUN = 10;

    private final TopicHistory events;
    private final Workers reading;
    /** Confined to the one worker. */
    private Map<Position, Optional<byte[]>> last = Map.of();

    /** @param reading has one thread */
    public KafkaContents(KafkaSettings kafka, String topic, Workers reading) {
        this.events = new TopicHistory(kafka, topic);
        this.reading = reading;
    }

    @Override
    public Mono<byte[]> of(LogEvent event) {
        return reading.run(() -> read(event.position()), PATIENCE, PATIENCE)
                .flatMap(Mono::justOrEmpty)
                .onErrorMap(Workers.Busy.class, busy -> new LogUnavailable("too much is being read from Kafka", busy));
    }

    private Optional<byte[]> read(Position position) throws Unreadable {
        Optional<byte[]> kept = last.get(position);
        if (kept != null) {
            return kept;
        }
        Map<Position, Optional<byte[]>> run = new HashMap<>();
        for (ReceivedRecord record : events.after(new Position(position.value() - 1), RUN)) {
            var event = Codec.readEvent(record.headers(), record.value());
            run.put(event.position(), article(event.outcome()).map(CheckedArticle::of).map(Json::bytes));
        }
        last = run;
        return run.getOrDefault(position, Optional.empty());
    }

    private static Optional<Article> article(Outcome outcome) {
        return outcome instanceof Outcome.Live live ? Optional.of(live.article()) : Optional.empty();
    }

    @Override
    public void close() {
        events.close();
    }
}
