package org.dibao.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.random.RandomGenerator;
import org.dibao.contract.event.Problem;
import org.dibao.delivery.attempts.Statuses;
import org.dibao.delivery.channel.Channel;
import org.dibao.delivery.channel.Channels;
import org.dibao.delivery.dispatch.AgendaLoop;
import org.dibao.delivery.dispatch.CouriersBuilder;
import org.dibao.delivery.dispatch.Dispatcher;
import org.dibao.delivery.kafka.KafkaConnection;
import org.dibao.delivery.kafka.KafkaEvents;
import org.dibao.delivery.kafka.KafkaProgressLog;
import org.dibao.delivery.kafka.KafkaSubscriptionLog;
import org.dibao.delivery.kafka.Ownership;
import org.dibao.delivery.mongo.MongoAttempts;
import org.dibao.delivery.mongo.MongoStatuses;
import org.dibao.delivery.operations.AttemptMetrics;
import org.dibao.delivery.operations.DeliveryHealth;
import org.dibao.delivery.operations.StatusWriter;
import org.dibao.delivery.web.DefinitionLimits;
import org.dibao.delivery.web.DeliveryRoutes;
import org.dibao.delivery.web.KnownStatuses;
import org.dibao.delivery.web.SubscriptionRoutes;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.LogUnavailable;
import org.dibao.eventlog.TopicSettings;
import org.dibao.projector.Unavailable;
import org.dibao.projector.mongo.Database;
import org.dibao.support.access.Secret;
import org.dibao.support.access.SecretFile;
import org.dibao.support.problem.ProblemDocuments;
import org.dibao.support.problem.ProblemException;
import org.dibao.support.problem.ProblemHandler;
import org.dibao.support.work.Workers;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Wires the parts of delivery together. Channels are beans of their own. */
@Configuration(proxyBeanMethods = false)
class DeliveryConfiguration {
    private static final String KEY = "delivery key";

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Database database(DeliverySettings settings) {
        return new Database("dibao-delivery", settings.mongoUri(), settings.databaseTimeout());
    }

    @Bean(initMethod = "start")
    MongoAttempts attempts(Database database, DeliverySettings settings, MeterRegistry meters) {
        return new MongoAttempts(database.collection("attempts"), settings.databaseTimeout(), meters);
    }

    @Bean
    MongoStatuses statuses(Database database) {
        return new MongoStatuses(database.collection("statuses"));
    }

    @Bean
    Workers publicationReaders(MeterRegistry meters) {
        return new Workers("event-history", 1, 10_000, meters);
    }

    @Bean
    Workers subscriptionWriters(MeterRegistry meters) {
        return new Workers("subscription-writes", 2, 100, meters);
    }

    @Bean
    KafkaEvents events(
            KafkaSettings kafka, TopicSettings topics, DeliverySettings settings, Workers publicationReaders) {
        return new KafkaEvents(kafka, topics, settings.kept(), publicationReaders);
    }

    @Bean
    KafkaSubscriptionLog subscriptionLog(
            KafkaSettings kafka, TopicSettings topics, DeliverySettings settings, Workers subscriptionWriters) {
        return new KafkaSubscriptionLog(kafka, topics.subscriptions(), key(settings), subscriptionWriters);
    }

    private static Secret key(DeliverySettings settings) {
        String key = settings.key();
        return key == null
                ? new SecretFile(settings.keyFile(), KEY, "set DIBAO_DELIVERY_KEY").readOrCreate()
                : new Secret(key);
    }

    @Bean
    KafkaProgressLog progressLog(KafkaSettings kafka, TopicSettings topics, KafkaSubscriptionLog subscriptions) {
        return new KafkaProgressLog(kafka, topics.deliveryProgress(), subscriptions::partition);
    }

    @Bean
    Ownership ownership(
            KafkaSettings kafka, TopicSettings topics, DeliverySettings settings, KafkaSubscriptionLog subscriptions) {
        return new Ownership(
                kafka, settings.instance(), topics.subscriptions(), topics.deliveryProgress(), subscriptions);
    }

    @Bean(initMethod = "start")
    AgendaLoop agenda(Clock clock) {
        return new AgendaLoop(clock);
    }

    @Bean
    Dispatcher dispatcher(
            AgendaLoop agenda,
            KafkaEvents events,
            List<Channel> channels,
            KafkaProgressLog progress,
            MongoAttempts attempts,
            DeliverySettings settings,
            Ownership ownership,
            KafkaSubscriptionLog subscriptions,
            MeterRegistry meters) {
        return new Dispatcher(
                CouriersBuilder.builder()
                        .agenda(agenda)
                        .events(events)
                        .channel(new Channels(channels))
                        .progress(progress)
                        .attempts(attempts)
                        .limits(settings.limits())
                        .random(RandomGenerator.getDefault())
                        .outcomes(new AttemptMetrics(meters))
                        .build(),
                ownership::isLeased,
                subscriptions::partition);
    }

    @Bean(initMethod = "start")
    KafkaConnection connection(
            KafkaSettings kafka,
            TopicSettings topics,
            DeliverySettings settings,
            KafkaEvents events,
            KafkaSubscriptionLog subscriptions,
            KafkaProgressLog progress,
            Ownership ownership,
            Dispatcher dispatcher) {
        return new KafkaConnection(
                kafka, topics, settings.partitions(), events, subscriptions, progress, ownership, dispatcher);
    }

    @Bean
    StatusWriter statusWriter(Dispatcher dispatcher, Statuses statuses, MeterRegistry meters) {
        return new StatusWriter(dispatcher, statuses, meters);
    }

    @Bean
    DeliveryHealth deliveryHealthIndicator(
            KafkaEvents events, KafkaSubscriptionLog subscriptions, Ownership ownership, StatusWriter statuses) {
        return new DeliveryHealth(events, subscriptions, ownership, statuses);
    }

    @Bean
    KnownStatuses knownStatuses(Dispatcher dispatcher, Statuses statuses) {
        return new KnownStatuses(dispatcher, statuses);
    }

    @Bean
    RouterFunction<ServerResponse> deliveryRoutes(
            KafkaSubscriptionLog subscriptions, KafkaEvents events, KnownStatuses statuses) {
        return new DeliveryRoutes(subscriptions, events, statuses).routes();
    }

    @Bean
    RouterFunction<ServerResponse> subscriptionRoutes(
            KafkaSubscriptionLog subscriptions,
            Dispatcher dispatcher,
            KafkaEvents events,
            MongoAttempts attempts,
            KnownStatuses statuses,
            List<Channel> channels,
            DeliverySettings settings,
            Clock clock) {
        DefinitionLimits limits = new DefinitionLimits(
                settings.maxSubscriptions(),
                settings.maxConcurrent(),
                settings.maxHeaders(),
                settings.maxFilterValues(),
                Math.toIntExact(settings.maxRequest().toBytes()),
                settings.maxRedeliveries(),
                settings.secretOverlap());
        return new SubscriptionRoutes(
                        subscriptions, dispatcher, events, attempts, statuses, new Channels(channels), limits, clock)
                .routes();
    }

    @Bean
    ProblemHandler problemHandler() {
        return new ProblemHandler(DeliveryConfiguration::unavailable);
    }

    /** A separate instance: closing this context must not close the web servers of others in the same JVM. */
    @Bean
    ReactorResourceFactory reactorResourceFactory() {
        ReactorResourceFactory factory = new ReactorResourceFactory();
        factory.setUseGlobalResources(false);
        return factory;
    }

    private static @Nullable ProblemException unavailable(Throwable failure) {
        String what = failure instanceof Unavailable
                ? "the database does not answer"
                : failure instanceof LogUnavailable ? "Kafka does not answer" : null;
        return what == null
                ? null
                : new ProblemException(
                        ProblemDocuments.of(Problem.Type.UNAVAILABLE, what + "; try again in a moment"),
                        ProblemDocuments.header(HttpHeaders.RETRY_AFTER, "1"));
    }
}
