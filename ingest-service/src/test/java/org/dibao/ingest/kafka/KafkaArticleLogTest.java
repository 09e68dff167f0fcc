package org.dibao.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.Problem;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.submission.Preconditions;
import org.dibao.contract.submission.Request;
import org.dibao.contract.submission.Submission;
import org.dibao.contract.wire.EventMessage;
import org.dibao.contract.wire.TraceParent;
import org.dibao.ingest.log.Append;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

@Timeout(60)
class KafkaArticleLogTest {
    private static final TraceParent TRACE = TraceParent.random();
    private static final Submission SUBMISSION = new Submission.WithdrawArticle(
            new Request(Instant.EPOCH, "local", null, Preconditions.NONE), new ArticleId("a"));

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final AtomicLong published = new AtomicLong(-1);
    private final Backlog backlog = new Backlog(() -> new Position(published.get()));
    private @Nullable Problem noRoom;
    private final List<KafkaArticleLog> logs = new ArrayList<>();
    private final CountDownLatch brokerIsBack = new CountDownLatch(1);

    @AfterEach
    void close() {
        brokerIsBack.countDown();
        logs.forEach(KafkaArticleLog::close);
    }

    @Test
    void anAcknowledgedRecordIsAppended() throws Exception {
        KafkaArticleLog log = log(_ -> CompletableFuture.completedFuture(new Position(7)), 10, 10_000);
        assertThat(log.append(SUBMISSION, TRACE, LIMIT).toCompletableFuture().get())
                .isEqualTo(new Append.Appended(new Position(7)));
        assertThat(backlog.unpublished()).isEqualTo(8);
    }

    @Test
    void appendsDoNotWaitForEachOther() {
        List<CompletableFuture<Position>> underWay = new ArrayList<>();
        KafkaArticleLog log = log(
                _ -> {
                    CompletableFuture<Position> one = new CompletableFuture<>();
                    synchronized (underWay) {
                        underWay.add(one);
                    }
                    return one;
                },
                10,
                10_000,
                Duration.ofSeconds(5));
        var first = log.append(SUBMISSION, TRACE, LIMIT).toCompletableFuture();
        var second = log.append(SUBMISSION, TRACE, LIMIT).toCompletableFuture();
        await().until(() -> {
            synchronized (underWay) {
                return underWay.size() == 2;
            }
        });
        underWay.get(1).complete(new Position(1));
        assertThat(second).succeedsWithin(Duration.ofSeconds(4)).isEqualTo(new Append.Appended(new Position(1)));
        assertThat(first).isNotDone();
    }

    @Test
    void theCallerIsNeverBlockedAndIsToldInTime() {
        KafkaArticleLog log = log(this::blocked, 10, 10_000);
        // The producer blocks until the test ends: a caller that waited for it would never come back.
        var answer = log.append(SUBMISSION, TRACE, LIMIT).toCompletableFuture();
        assertThat(answer)
                .succeedsWithin(Duration.ofSeconds(10))
                .isInstanceOfSatisfying(
                        Append.Unknown.class,
                        unknown -> assertThat(unknown.problem().type()).isEqualTo(Problem.Type.UNAVAILABLE));
    }

    @ParameterizedTest
    @ValueSource(classes = {OutOfMemoryError.class, StackOverflowError.class, IllegalStateException.class})
    void anAppendThatFailsInAnyWayIsUnknownAtOnceAndTheNextGoesOn(Class<? extends Throwable> kind) throws Exception {
        AtomicInteger calls = new AtomicInteger();
        KafkaArticleLog log = log(
                _ -> {
                    if (calls.getAndIncrement() == 0) {
                        KafkaArticleLogTest.<RuntimeException>fail(kind);
                    }
                    return CompletableFuture.completedFuture(new Position(7));
                },
                10,
                10_000,
                Duration.ofSeconds(5));

        assertThat(log.append(SUBMISSION, TRACE, LIMIT).toCompletableFuture())
                .succeedsWithin(Duration.ofSeconds(3))
                .isInstanceOf(Append.Unknown.class);
        assertThat(log.append(SUBMISSION, TRACE, LIMIT).toCompletableFuture())
                .succeedsWithin(Duration.ofSeconds(3))
                .isEqualTo(new Append.Appended(new Position(7)));
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void fail(Class<? extends Throwable> kind) throws E {
        try {
            throw (E) kind.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aSenderWithLessTimeIsToldInItsTime() {
        KafkaArticleLog log = log(this::blocked, 10, 10_000, Duration.ofSeconds(5));
        long start = System.nanoTime();
        var answer = log.append(SUBMISSION, TRACE, Duration.ofMillis(100)).toCompletableFuture();
        assertThat(answer).succeedsWithin(Duration.ofSeconds(10)).isNotInstanceOf(Append.Appended.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void whatWaitedTooLongIsRefusedAndNotSentAnyMore() {
        AtomicInteger sent = new AtomicInteger();
        KafkaArticleLog log = log(
                message -> {
                    sent.incrementAndGet();
                    return blocked(message);
                },
                10,
                10_000);
        var first = log.append(SUBMISSION, TRACE, LIMIT).toCompletableFuture();
        await().until(() -> sent.get() == 1);
        var second = log.append(SUBMISSION, TRACE, LIMIT).toCompletableFuture();
        assertThat(first).succeedsWithin(Duration.ofSeconds(10)).isInstanceOf(Append.Unknown.class);
        assertThat(second)
                .succeedsWithin(Duration.ofSeconds(10))
                .isInstanceOfSatisfying(
                        Append.Refused.class,
                        refused -> assertThat(refused.problem().type()).isEqualTo(Problem.Type.UNAVAILABLE));
        brokerIsBack.countDown();
        var third = log.append(SUBMISSION, TRACE, LIMIT).toCompletableFuture();
        assertThat(third).succeedsWithin(Duration.ofSeconds(10)).isInstanceOf(Append.Appended.class);
        assertThat(sent).hasValue(2);
    }

    @Test
    void aFullQueueRefuses() {
        KafkaArticleLog log = log(this::blocked, 1, 10_000);
        List<CompletableFuture<Append>> answers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            answers.add(log.append(SUBMISSION, TRACE, LIMIT).toCompletableFuture());
        }
        assertThat(answers.getLast())
                .isCompletedWithValueMatching(append -> append instanceof Append.Refused refused
                        && refused.problem().type() == Problem.Type.TOO_MANY);
    }

    @Test
    void tooManyUnpublishedRefuseUntilPublishingCatchesUp() throws Exception {
        KafkaArticleLog log = log(_ -> CompletableFuture.completedFuture(new Position(50)), 10, 10);
        backlog.appended(new Position(9));
        assertThat(log.append(SUBMISSION, TRACE, LIMIT).toCompletableFuture().get())
                .isInstanceOfSatisfying(
                        Append.Refused.class,
                        refused -> assertThat(refused.problem().type()).isEqualTo(Problem.Type.TOO_MANY));
        published.set(3);
        assertThat(log.append(SUBMISSION, TRACE, LIMIT).toCompletableFuture().get())
                .isInstanceOf(Append.Appended.class);
    }

    @Test
    void aRecordThatIsTooLargeIsRefusedBeforeItIsSent() throws Exception {
        AtomicInteger sent = new AtomicInteger();
        AppendSettings small = new AppendSettings(10, 10, DataSize.ofKilobytes(1), Duration.ofSeconds(1));
        KafkaArticleLog log = new KafkaArticleLog(
                _ -> {
                    sent.incrementAndGet();
                    return CompletableFuture.completedFuture(new Position(0));
                },
                backlog,
                () -> null,
                small,
                new SimpleMeterRegistry());
        logs.add(log);
        Submission large = new Submission.ChangeSite(
                SUBMISSION.request(),
                SiteSettings.builder().description("x".repeat(1000)).build());
        assertThat(log.append(large, TRACE, LIMIT).toCompletableFuture().get())
                .isInstanceOfSatisfying(
                        Append.Refused.class,
                        refused -> assertThat(refused.problem().type()).isEqualTo(Problem.Type.TOO_LARGE));
        assertThat(sent).hasValue(0);
    }

    @Test
    void whileADiskIsNearlyFullNothingIsSent() throws Exception {
        AtomicInteger sent = new AtomicInteger();
        KafkaArticleLog log = log(
                _ -> {
                    sent.incrementAndGet();
                    return CompletableFuture.completedFuture(new Position(0));
                },
                10,
                10_000);
        noRoom = Problem.of(Problem.Type.DISK_FULL, "full");
        assertThat(log.append(SUBMISSION, TRACE, LIMIT).toCompletableFuture().get())
                .isEqualTo(new Append.Refused(noRoom));
        assertThat(sent).hasValue(0);

        noRoom = null;
        assertThat(log.append(SUBMISSION, TRACE, LIMIT).toCompletableFuture().get())
                .isInstanceOf(Append.Appended.class);
    }

    private CompletableFuture<Position> blocked(EventMessage message) {
        try {
            brokerIsBack.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return CompletableFuture.completedFuture(new Position(0));
    }

    private KafkaArticleLog log(
            Function<EventMessage, CompletableFuture<Position>> producer, int queue, int maxUnpublished) {
        return log(producer, queue, maxUnpublished, Duration.ofMillis(300));
    }

    private KafkaArticleLog log(
            Function<EventMessage, CompletableFuture<Position>> producer,
            int queue,
            int maxUnpublished,
            Duration answerWithin) {
        AppendSettings settings = new AppendSettings(queue, maxUnpublished, DataSize.ofMegabytes(4), answerWithin);
        KafkaArticleLog log = new KafkaArticleLog(producer, backlog, () -> noRoom, settings, new SimpleMeterRegistry());
        logs.add(log);
        return log;
    }
}
