package org.dibao.render.kafka;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dibao.contract.article.Position;
import org.dibao.contract.publication.Publication;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.LogUnavailable;
import org.dibao.eventlog.PublicationFollower;
import org.dibao.eventlog.TopicSettings;
import org.dibao.eventlog.TopicSetup;
import org.dibao.projector.Unavailable;
import org.dibao.render.snapshot.PublicationSource;
import org.dibao.support.loop.SupervisedLoop;

/** Follows the topic {@code publications}. */
public final class KafkaPublicationSource implements PublicationSource {
    private final KafkaSettings kafka;
    private final TopicSettings topics;

    public KafkaPublicationSource(KafkaSettings kafka, TopicSettings topics) {
        this.kafka = kafka;
        this.topics = topics;
    }

    /** @throws org.dibao.eventlog.TopicProblem if the topic exists but is not set up as required */
    @Override
    public Position end() {
        try {
            TopicSetup.createOrVerify(kafka, topics.publications(), topics.replication());
            return PublicationFollower.end(kafka, topics.publications());
        } catch (LogUnavailable e) {
            throw new Unavailable(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public Following follow(Position after, Consumer<List<Publication>> reader) {
        PublicationFollower follower = new PublicationFollower(kafka, topics.publications(), after, reader);
        follower.start();
        return new Following() {
            @Override
            public boolean isHealthy() {
                return follower.isHealthy();
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
            public void close() {
                follower.close();
            }
        };
    }
}
