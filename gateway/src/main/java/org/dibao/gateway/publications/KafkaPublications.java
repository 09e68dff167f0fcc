package org.dibao.gateway.publications;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dibao.contract.article.Position;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.wire.Headers;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.LogEnd;
import org.dibao.eventlog.PublicationFollower;
import org.dibao.eventlog.TopicSettings;
import org.dibao.eventlog.TopicSetup;
import org.dibao.support.loop.SupervisedLoop;

/** The topics in Kafka. */
final class KafkaPublications implements PublicationSource {
    private final KafkaSettings kafka;
    private final TopicSettings topics;

    KafkaPublications(KafkaSettings kafka, TopicSettings topics) {
        this.kafka = kafka;
        this.topics = topics;
    }

    @Override
    public void verify() {
        TopicSetup.createOrVerify(kafka, topics.publications(), topics.replication());
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
    public Following follow(Position after, Consumer<List<Publication>> subscriber) {
        PublicationFollower follower = new PublicationFollower(kafka, topics.publications(), after, subscriber);
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
}
