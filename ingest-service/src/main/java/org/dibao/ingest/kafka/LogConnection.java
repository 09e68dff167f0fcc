package org.dibao.ingest.kafka;

import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.Result;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.wire.EventMessage;
import org.dibao.contract.wire.Headers;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.LogEnd;
import org.dibao.eventlog.LogUnavailable;
import org.dibao.eventlog.PublicationFollower;
import org.dibao.eventlog.TopicSettings;
import org.dibao.eventlog.TopicSetup;
import org.dibao.eventlog.TopicWriter;
import org.dibao.ingest.log.RecentResults;
import org.dibao.ingest.log.SubmissionResults;
import org.dibao.support.loop.Supervised;
import org.dibao.support.loop.SupervisedLoop;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection to Kafka: verifies the topics, then appends, and follows {@code publications} from their current end.
 * If the broker is unavailable at the start, it waits, and appends meanwhile fail as unavailable; a topic that is not
 * set up as required fails the start.
 */
public final class LogConnection implements SubmissionResults, Supervised, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LogConnection.class);
    private static final int REMEMBERED = 20_000;

    private final KafkaSettings kafka;
    private final TopicSettings topics;
    private final Runnable verifying;
    private final TopicWriter writer;
    private final BrokerProbe broker;
    private final Backlog backlog;
    private final SupervisedLoop connecting = SupervisedLoop.of("connect", this::tryToConnect);
    private volatile @Nullable Following following;

    /** The site's address as the latest publication tells it; absent if it does not. */
    private volatile @Nullable String site;

    private record Following(RecentResults results, PublicationFollower follower) {}

    public LogConnection(KafkaSettings kafka, TopicSettings topics) {
        this(kafka, topics, () -> {
            TopicSetup.createOrVerify(kafka, topics.articles(), topics.replication());
            TopicSetup.createOrVerify(kafka, topics.publications(), topics.replication());
        });
    }

    /** @param verifying verifies the topics */
    LogConnection(KafkaSettings kafka, TopicSettings topics, Runnable verifying) {
        this.kafka = kafka;
        this.verifying = verifying;
        this.topics = topics;
        this.writer = new TopicWriter(kafka, topics.articles());
        this.broker = new BrokerProbe(kafka);
        this.backlog = new Backlog(this::published);
    }

    public Backlog backlog() {
        return backlog;
    }

    /** @throws org.dibao.eventlog.TopicProblem if a topic is not set up as required; it says how to fix it */
    public void start() {
        try {
            connect();
        } catch (LogUnavailable e) {
            log.warn(
                    "Kafka at {} does not answer; submissions are refused with 503 until it does",
                    kafka.bootstrapServers());
            connecting.start();
        }
    }

    private void connect() {
        verifying.run();
        Position published = LogEnd.lastPosition(kafka, topics.publications(), Headers.ID);
        backlog.appended(LogEnd.lastOffset(kafka, topics.articles()));
        RecentResults results = new RecentResults(REMEMBERED, published);
        site = published.equals(Position.NONE)
                ? SiteSettings.DEFAULT.baseUrl()
                : EventMessage.siteOf(LogEnd.lastHeader(kafka, topics.publications(), Headers.SOURCE));
        PublicationFollower follower =
                PublicationFollower.withRequests(kafka, topics.publications(), published, run -> {
                    site = EventMessage.siteOf(run.getLast().source());
                    results.on(run.stream()
                            .map(PublicationFollower.Followed::publication)
                            .toList());
                });
        writer.warmUp();
        following = new Following(results, follower);
        follower.start();
    }

    private SupervisedLoop.Next tryToConnect() {
        connect();
        log.info("Kafka at {} answers", kafka.bootstrapServers());
        return SupervisedLoop.Next.DONE;
    }

    @Override
    public Stream<SupervisedLoop> loops() {
        Following now = following;
        return now == null ? Stream.of(connecting) : now.follower.loops();
    }

    /** May block for up to 3 s. */
    public CompletableFuture<Position> append(EventMessage message) {
        return following == null
                ? CompletableFuture.failedFuture(new LogUnavailable("not connected yet", null))
                : writer.append(message.ofSite(site));
    }

    @Override
    public Position published() {
        Following now = following;
        return now == null ? Position.NONE : now.results.published();
    }

    @Override
    public CompletableFuture<Result> of(Position position) {
        Following now = following;
        return now == null ? new CompletableFuture<>() : now.results.of(position);
    }

    /** Whether the broker answers and publications can be read. Blocks for up to 2 s. */
    public boolean isHealthy() {
        Following now = following;
        return now != null && now.follower.isHealthy() && broker.answers();
    }

    @Override
    public void close() {
        connecting.close();
        Following now = following;
        if (now != null) {
            now.follower.close();
        }
        writer.close();
        broker.close();
    }
}
