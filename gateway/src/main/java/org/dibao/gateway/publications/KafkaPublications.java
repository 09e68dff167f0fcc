package org.dibao.gateway.publications;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.dibao.contract.article.Position;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.wire.Headers;
import org.dibao.contract.wire.TraceParent;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.LogEnd;
import org.dibao.eventlog.LogIdentity;
import org.dibao.eventlog.PublicationFollower;
import org.dibao.eventlog.TopicSettings;
import org.dibao.eventlog.TopicSetup;
import org.dibao.support.loop.SupervisedLoop;
import org.dibao.support.trace.LogContext;
import org.dibao.support.trace.Spans;

/** The topics in Kafka. */
final class KafkaPublications implements PublicationSource {
    private final KafkaSettings kafka;
    private final TopicSettings topics;
    private final Spans spans;

    KafkaPublications(KafkaSettings kafka, TopicSettings topics, Spans spans) {
        this.kafka = kafka;
        this.topics = topics;
        this.spans = spans;
    }

    @Override
    public LogIdentity verify() {
        TopicSetup.createOrVerify(kafka, topics.publications(), topics.replication());
        return LogIdentity.of(kafka, topics);
    }

    @Override
    public History history() {
        return new KafkaHistory(kafka, topics.publications());
    }

    @Override
    public Position end() {
        return LogEnd.lastPosition(kafka, topics.publications(), Headers.ID);
    }

    @Override
    public Position logEnd() {
        return LogEnd.lastOffset(kafka, topics.articles());
    }

    @Override
    public Following follow(Position after, BiConsumer<Publication, String> subscriber) {
        PublicationFollower follower = PublicationFollower.withRequests(
                kafka, topics.publications(), after, run -> run.forEach(followed -> process(followed, subscriber)));
        return new Following() {
            @Override
            public void start() {
                follower.start();
            }

            @Override
            public Duration behind() {
                return follower.behind();
            }

            @Override
            public Stream<SupervisedLoop> loops() {
                return follower.loops();
            }

            @Override
            public boolean isHealthy() {
                return follower.isHealthy();
            }

            @Override
            public void close() {
                follower.close();
            }
        };
    }

    /** Lines of the log, and a span where they are recorded, are about this publication and its request. */
    private void process(PublicationFollower.Followed followed, BiConsumer<Publication, String> subscriber) {
        Publication publication = followed.publication();
        TraceParent request = followed.request();
        try (var _ = LogContext.of(publication.position(), request);
                var _ = request != null && spans.areRecorded(request)
                        ? spans.start("gateway purges", request, Instant.now())
                                .tag("position", publication.position().toString())
                        : null) {
            subscriber.accept(publication, followed.source());
        }
    }
}
