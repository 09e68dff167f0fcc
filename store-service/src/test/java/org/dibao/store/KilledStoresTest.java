package org.dibao.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.dibao.contract.Post.post;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.core.ConditionTimeoutException;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.event.ArticleEvent;
import org.dibao.contract.event.Outcome;
import org.dibao.contract.submission.Submission.KeepAppointment;
import org.dibao.contract.wire.Codec;
import org.dibao.contract.wire.EventMessage;
import org.dibao.contract.wire.Headers;
import org.dibao.eventlog.ReceivedRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Two stores in processes of their own, one of which dies by {@code kill -9} every 20 seconds, while the time of thousands of scheduled
 * articles comes within an hour of a clock that runs faster. Each is published exactly once, and none early. It takes minutes, so it
 * runs only when it is asked for; {@code AppointmentsTest} tries the same in memory each time.
 */
@EnabledIfSystemProperty(named = KilledStoresTest.ARTICLES, matches = "[1-9][0-9]*")
class KilledStoresTest {
    static final String ARTICLES = "dibao.killed-stores.articles";

    private static final String LOG = "killed";
    private static final String EVENTS = LOG + "-events";
    private static final int SPEED = Integer.getInteger("dibao.killed-stores.speed", 18);
    private static final Duration BETWEEN_KILLS = Duration.ofSeconds(20);
    private static final Duration HOUR = Duration.ofHours(1);

    /** By the fast clock: until the first is due, all are in the log and folded. */
    private static final Duration LEAD = Duration.ofMinutes(1).multipliedBy(SPEED);

    @RegisterExtension
    private static final Surroundings surroundings = new Surroundings();

    private final long seed = Long.getLong("dibao.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Instant origin = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final Map<ArticleId, Instant> wanted = new HashMap<>();
    private final Process[] stores = new Process[2];
    private int kills;

    @Test
    void everyArticleIsPublishedOnceAndNotEarly() throws Exception {
        System.out.println("KilledStoresTest dibao.seed=" + seed);
        try {
            for (int i = 0; i < stores.length; i++) {
                stores[i] = start(i);
            }
            await().atMost(Duration.ofMinutes(1)).until(KilledStoresTest::hasTopics);
            schedule(Integer.getInteger(ARTICLES, 1000));
            Instant end = now().plus(LEAD).plus(HOUR).plus(LEAD.dividedBy(2));
            for (Instant kill = Instant.now().plus(BETWEEN_KILLS);
                    now().isBefore(end);
                    kill = kill.plus(BETWEEN_KILLS)) {
                Instant next = kill;
                await().atMost(BETWEEN_KILLS.multipliedBy(3))
                        .until(() -> Instant.now().isAfter(next));
                int one = random.nextInt(stores.length);
                stores[one].destroyForcibly().waitFor();
                kills++;
                stores[one] = start(one);
            }
            await().atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofSeconds(2))
                    .until(() -> surroundings.all(EVENTS).size()
                            == surroundings.all(LOG).size());
        } catch (ConditionTimeoutException e) {
            tell();
            throw e;
        } finally {
            Stream.of(stores).filter(Objects::nonNull).forEach(Process::destroyForcibly);
        }
        assertThat(surroundings.all(EVENTS))
                .extracting(event -> Long.parseLong(event.headers().get(Headers.ID)))
                .containsExactlyElementsOf(
                        LongStream.range(0, surroundings.all(LOG).size())
                                .boxed()
                                .toList());
        report(published());
    }

    /** How far they came, and what they said last. */
    private void tell() throws IOException {
        System.out.println("records: " + surroundings.all(LOG).size() + ", events: "
                + surroundings.all(EVENTS).size() + ", kills: " + kills);
        for (int i = 0; i < stores.length; i++) {
            List<String> lines = Files.readAllLines(output(i).toPath());
            lines.subList(Math.max(0, lines.size() - 60), lines.size()).forEach(System.out::println);
        }
    }

    private void schedule(int articles) {
        Instant received = now().truncatedTo(ChronoUnit.MILLIS);
        Instant first = received.plus(LEAD);
        List<ReceivedRecord> log = new ArrayList<>(articles);
        for (int i = 0; i < articles; i++) {
            Instant due = first.plusMillis(random.nextLong(HOUR.toMillis()));
            String id = "a" + i;
            wanted.put(new ArticleId(id), due);
            EventMessage message = Codec.write(post(id).undated()
                    .publishedAt(due.toString())
                    .receivedAt(received)
                    .submission());
            log.add(new ReceivedRecord(i, received, message.key(), message.headers(), message.value()));
        }
        surroundings.append(LOG, log);
    }

    /** The lateness of each, sorted. */
    private long[] published() throws Exception {
        Map<ArticleId, Long> late = new HashMap<>();
        for (ReceivedRecord record : surroundings.all(EVENTS)) {
            ArticleEvent event = Codec.readEvent(record.headers(), record.value());
            if (event.outcome() instanceof Outcome.Published published) {
                ArticleId id = published.article().id();
                long millis = Duration.between(wanted.get(id), event.at()).toMillis();
                assertThat(millis).as("seed %d: %s is not early", seed, id).isNotNegative();
                assertThat(late.put(id, millis))
                        .as("seed %d: %s, once", seed, id)
                        .isNull();
            }
        }
        assertThat(late.keySet()).as("seed %d: none is missed", seed).isEqualTo(wanted.keySet());
        return late.values().stream().mapToLong(Long::longValue).sorted().toArray();
    }

    private void report(long[] late) throws Exception {
        long records = 0;
        for (ReceivedRecord record : surroundings.all(LOG)) {
            records += Codec.readSubmission(record.headers(), record.value()) instanceof KeepAppointment ? 1 : 0;
        }
        System.out.printf(
                "KilledStoresTest: %d articles published once each; %d records of appointments; kill -9 %d times; real lateness"
                        + " p50 %d ms, p99 %d ms, max %d ms (a clock %d times as fast)%n",
                late.length,
                records,
                kills,
                late[late.length / 2] / SPEED,
                late[late.length * 99 / 100] / SPEED,
                late[late.length - 1] / SPEED,
                SPEED);
    }

    private Instant now() {
        return ClockedStore.now(origin, SPEED);
    }

    private Process start(int number) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC", "-Xmx512m"));
        command.addAll(ClockedStore.options(origin, SPEED));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ClockedStore.class.getName()));
        command.addAll(surroundings.process(LOG, "store-" + number));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(output(number)))
                .start();
    }

    private static File output(int number) {
        return surroundings.folder().resolve("store-" + number + ".log").toFile();
    }

    private static boolean hasTopics() throws Exception {
        try (Admin admin = Admin.create(
                Map.of("bootstrap.servers", surroundings.kafkaSettings().bootstrapServers()))) {
            return admin.listTopics().names().get().containsAll(Arrays.asList(LOG, EVENTS));
        }
    }
}
