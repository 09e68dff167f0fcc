package org.dibao.projector.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.dibao.contract.article.Position;
import org.dibao.contract.wire.Codec;
import org.dibao.contract.wire.EventMessage;
import org.dibao.contract.wire.Headers;
import org.dibao.contract.wire.NewerVersion;
import org.dibao.embedded.EmbeddedKafka;
import org.dibao.eventlog.KafkaSettings;
import org.dibao.eventlog.ReceivedRecord;
import org.dibao.eventlog.TopicWriter;
import org.dibao.projector.Checkpoint;
import org.dibao.projector.Decoded;
import org.dibao.projector.Projection;
import org.dibao.projector.Projector;
import org.dibao.projector.ProjectorListener;
import org.dibao.projector.ProjectorNames;
import org.dibao.projector.ProjectorPorts;
import org.dibao.projector.ProjectorSettings;
import org.dibao.projector.RecordFailure;
import org.dibao.projector.kafka.KafkaInputTopic;
import org.dibao.projector.mongo.Database;
import org.dibao.projector.testkit.FakePorts;
import org.dibao.projector.testkit.TestDatabases;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What nobody can read, and what comes meanwhile, make no difference to a generation that is built beside the one that serves. */
class RebuilderTest {
    /** More than the rebuilder reads while the projector waits. */
    private static final int MANY = 600;

    /** One record is left over of {@code MANY + 1}. */
    private static final int BATCH = 10;

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Logger DIBAO = (Logger) LoggerFactory.getLogger("org.dibao");

    @RegisterExtension
    static final TestDatabases DATABASES = TestDatabases.inMemory();

    private final FakePorts topics = new FakePorts();
    private final List<Long> built = new CopyOnWriteArrayList<>();
    private final Alarms alarms = new Alarms();
    private Predicate<Long> newer = _ -> false;
    private @Nullable String whyUnreadable;
    private Runnable meanwhile = () -> {};
    private EmbeddedKafka broker;
    private Database database;
    private Projector<Long, Long> serving;
    private Rebuilds rebuilds;
    private Rebuilder rebuilder;

    @BeforeEach
    void start(@TempDir Path folder) {
        broker = EmbeddedKafka.start(folder, 0);
        database = DATABASES.open();
        KafkaSettings kafka = new KafkaSettings(broker.bootstrapServers());
        ProjectorPorts fakes = topics.ports();
        ProjectorPorts ports = new ProjectorPorts(
                new KafkaInputTopic(kafka, "in", 1),
                database.checkpoints(),
                fakes.events(),
                fakes.deadLetters(),
                database.generations());
        ports.input().look(); // makes the topic
        ProjectorSettings settings = new ProjectorSettings(
                new ProjectorNames("the test", "test", "in", "out", "out"), "", "here", BATCH, Duration.ofSeconds(5));
        serving = new Projector<>(
                ports,
                new Numbers(new ArrayList<>(), () -> {}),
                settings.names(),
                "here",
                BATCH,
                settings.databaseTimeout(),
                new ProjectorListener<>() {});
        rebuilds = new Rebuilds(database, 1);
        rebuilder = new Rebuilder(
                settings,
                kafka,
                database,
                ports,
                serving,
                _ -> new Numbers(built, () -> meanwhile.run()),
                rebuilds,
                () -> true);
        alarms.start();
        DIBAO.addAppender(alarms);
    }

    @AfterEach
    void stop() {
        rebuilder.loop().close();
        DIBAO.detachAppender(alarms);
        broker.close();
    }

    @Test
    void whatIsPublishedWhileItIsReadAgainIsNoDefect() {
        append(MANY + 1);
        serve(0, MANY);
        meanwhile = () -> serve(MANY, MANY + 1);

        rebuild(1);

        assertThat(built).isEqualTo(upTo(MANY + 1));
        assertThat(published()).isEqualTo(upTo(MANY + 1));
        assertThat(alarms.lines).isEmpty();
    }

    @Test
    void whatOnlyANewerReleaseCanReadIsLeftToTheProjectorIfItIsBeyond() {
        append(5);
        newer = number -> number == 3;
        serve(0, 3);
        assertThatThrownBy(() -> serve(3, 5)).isInstanceOf(RecordFailure.class);
        alarms.lines.clear();

        rebuild(1);

        assertThat(built).isEqualTo(upTo(3));
        assertThat(alarms.lines).isEmpty();
        assertThatThrownBy(() -> serve(3, 5)).isInstanceOf(RecordFailure.class);
        newer = _ -> false;
        serve(3, 5);
        assertThat(published()).isEqualTo(upTo(5));
        built.clear();
        rebuild(2);
        assertThat(built).isEqualTo(upTo(5));
    }

    @Test
    void whatBecomesADeadLetterMeanwhileIsOneInBoth() {
        append(MANY + 2);
        newer = number -> number == MANY;
        whyUnreadable = "it is of a newer release";
        topics.deadValues.put(new Position(MANY), value(MANY));
        serve(0, MANY);
        meanwhile = () -> serve(MANY, MANY + 2);

        rebuild(1);

        assertThat(built).isEqualTo(published()).contains(-(long) MANY);
        assertThat(topics.dead).hasSize(1);
        assertThat(alarms.lines).isEmpty();
    }

    /** A newer release had done it, and this one has taken its place. */
    @Test
    void whatANewerReleaseHasDoneStopsTheRebuildAloneUntilThereIsOneThatCanReadIt() {
        append(5);
        serve(0, 4);
        newer = number -> number == 2;

        rebuilds.begin().join();
        rebuilder.loop().start();

        await().atMost(LONG)
                .until(() -> alarms.lines.stream()
                        .anyMatch(line -> line.startsWith("the rebuild of the test has stopped before position 2")));
        assertThat(alarms.lines).noneMatch(line -> line.startsWith("the test has stopped"));
        assertThat(built).isEqualTo(upTo(2));
        assertThat(generation()).isZero();
        serve(4, 5);

        newer = _ -> false;
        serves(1);
        assertThat(built).isEqualTo(upTo(5));
        assertThat(published()).isEqualTo(upTo(5));
    }

    private void rebuild(int generation) {
        rebuilds.begin().join();
        rebuilder.loop().start();
        serves(generation);
    }

    private void serves(int generation) {
        await().atMost(LONG).until(() -> generation() == generation);
    }

    private int generation() {
        return database.checkpoints()
                .find()
                .join()
                .map(Checkpoint::generation)
                .orElseThrow()
                .number();
    }

    private void append(int count) {
        try (TopicWriter writer = new TopicWriter(new KafkaSettings(broker.bootstrapServers()), "in")) {
            writer.appendAll(LongStream.range(0, count)
                    .mapToObj(number -> new EventMessage(null, Map.of(), value(number)))
                    .toList());
        }
    }

    private void serve(long from, long to) {
        if (from == 0) {
            serving.resume();
        }
        serving.on(LongStream.range(from, to)
                .mapToObj(number -> new ReceivedRecord(number, Instant.EPOCH, null, Map.of(), value(number)))
                .toList());
    }

    private static byte[] value(long number) {
        return Long.toString(number).getBytes(StandardCharsets.UTF_8);
    }

    private List<Long> published() {
        return topics.events.stream()
                .map(event -> Long.parseLong(Codec.text(event.value())))
                .toList();
    }

    private static List<Long> upTo(int end) {
        return LongStream.range(0, end).boxed().toList();
    }

    /** Publishes each number; minus it where it could not be read. */
    private final class Numbers implements Projection<Long, Long> {
        private final List<Long> applied;
        private final Runnable afterTheFirst;

        private Numbers(List<Long> applied, Runnable afterTheFirst) {
            this.applied = applied;
            this.afterTheFirst = afterTheFirst;
        }

        @Override
        public Position resume(Position done, Position checkpoint) {
            return done;
        }

        @Override
        public Decoded<Long> decode(ReceivedRecord record) {
            long number = Long.parseLong(Codec.text(record.value()));
            if (newer.test(number)) {
                throw new NewerVersion("org.dibao.number.v9");
            }
            return new Decoded.Entry<>(new Position(number), number);
        }

        @Override
        public Decoded<Long> unreadable(ReceivedRecord record, String reason) {
            return new Decoded.Entry<>(new Position(record.offset()), -record.offset());
        }

        @Override
        public @Nullable String whyUnreadable(ReceivedRecord record, NewerVersion newer) {
            return whyUnreadable;
        }

        @Override
        public List<Long> apply(List<Long> items, CompletableFuture<?> stillActive) {
            stillActive.join();
            applied.addAll(items);
            if (items.contains(0L)) {
                afterTheFirst.run();
            }
            return items;
        }

        @Override
        public EventMessage event(Long number) {
            return new EventMessage(null, Map.of(Headers.ID, Long.toString(Math.abs(number))), value(number));
        }

        @Override
        public @Nullable String deadLetter(Long number) {
            return number < 0 ? "unreadable" : null;
        }
    }

    private static final class Alarms extends AppenderBase<ILoggingEvent> {
        private final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
                lines.add(event.getFormattedMessage());
            }
        }
    }
}
