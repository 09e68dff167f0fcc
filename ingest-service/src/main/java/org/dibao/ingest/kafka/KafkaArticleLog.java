package org.dibao.ingest.kafka;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.Problem;
import org.dibao.contract.submission.Submission;
import org.dibao.contract.wire.Codec;
import org.dibao.contract.wire.EventMessage;
import org.dibao.contract.wire.TraceParent;
import org.dibao.ingest.log.Append;
import org.dibao.ingest.log.ArticleLog;
import org.dibao.support.trace.LogContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes records to the producer in a single thread, because the producer may block while the broker is unavailable.
 * Records that waited too long in the queue are not sent at all, and refused. Acknowledgements arrive asynchronously: many appends
 * are in flight at once.
 */
public final class KafkaArticleLog implements ArticleLog, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(KafkaArticleLog.class);

    private static final Append LATE = new Append.Unknown("no answer in time");

    private static final Append NOT_SENT = new Append.Refused(Problem.of(
            Problem.Type.UNAVAILABLE,
            "the log does not take submissions at the moment. Nothing was accepted; send it again in a moment"));

    private final Function<EventMessage, CompletableFuture<Position>> producer;
    private final Backlog backlog;
    private final Supplier<@Nullable Problem> noRoom;
    private final AppendSettings settings;
    private final ThreadPoolExecutor sending;
    private final Timer timer;

    /**
     * @param producer may block; returns the record's position once it is acknowledged
     * @param noRoom   why nothing more may be kept at the moment, if so
     */
    public KafkaArticleLog(
            Function<EventMessage, CompletableFuture<Position>> producer,
            Backlog backlog,
            Supplier<@Nullable Problem> noRoom,
            AppendSettings settings,
            MeterRegistry meters) {
        this.producer = producer;
        this.backlog = backlog;
        this.noRoom = noRoom;
        this.settings = settings;
        this.sending = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(settings.queue()),
                Thread.ofPlatform().name("append").daemon().factory());
        this.timer = Timer.builder("dibao.append")
                .description("Time from the call to the broker's acknowledgement")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(5))
                .register(meters);
        Gauge.builder("dibao.append.queue", sending, pool -> pool.getQueue().size())
                .description("Appends waiting to be sent to the broker")
                .register(meters);
        Gauge.builder("dibao.unpublished", backlog, Backlog::unpublished)
                .description("Submissions whose pages are not yet fresh")
                .register(meters);
    }

    @Override
    public CompletionStage<Append> append(Submission submission, TraceParent trace, Duration within) {
        Problem full = noRoom.get();
        if (full != null) {
            return refused(full);
        }
        long unpublished = backlog.unpublished();
        if (unpublished >= settings.maxUnpublished()) {
            return refused(
                    Problem.Type.TOO_MANY,
                    unpublished + " submissions are waiting to be published; send this one again later");
        }
        EventMessage message = Codec.write(submission).in(trace);
        long limit = settings.maxRecord().toBytes();
        if (message.value().length > limit) {
            return refused(
                    Problem.Type.TOO_LARGE,
                    "with the HTML made from it the article has " + message.value().length + " bytes; at most " + limit
                            + " are allowed");
        }
        CompletableFuture<Append> done = new CompletableFuture<>();
        AtomicBoolean isTaken = new AtomicBoolean(); // by the thread that sends it, or by the end of its time
        long start = System.nanoTime();
        try {
            sending.execute(() -> send(message, trace, start, isTaken, done));
        } catch (RejectedExecutionException e) {
            return refused(Problem.Type.TOO_MANY, "too many submissions at once; send this one again in a moment");
        }
        Duration timeout = within.compareTo(settings.answerWithin()) < 0 ? within : settings.answerWithin();
        return done.completeOnTimeout(LATE, Math.max(0, timeout.toMillis()), TimeUnit.MILLISECONDS)
                .thenApply(append -> append == LATE && isTaken.compareAndSet(false, true) ? NOT_SENT : append);
    }

    private void send(
            EventMessage message,
            TraceParent trace,
            long start,
            AtomicBoolean isTaken,
            CompletableFuture<Append> done) {
        if (!isTaken.compareAndSet(false, true)) {
            return; // its sender was told that nothing was accepted, and may have sent it again
        }
        CompletableFuture<Position> sent;
        try {
            sent = producer.apply(message);
        } catch (Throwable e) { // an Error too: it is reported at once, and the thread continues
            try (var _ = LogContext.of(trace)) {
                log.error("a record could not be sent to the broker", e);
            }
            sent = CompletableFuture.failedFuture(e);
        }
        sent.whenComplete((position, failure) -> {
            if (failure == null) {
                backlog.appended(position);
                timer.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
                done.complete(new Append.Appended(position));
            } else {
                done.complete(new Append.Unknown(String.valueOf(failure.getMessage())));
            }
        });
    }

    private static CompletionStage<Append> refused(Problem.Type type, String detail) {
        return refused(Problem.of(type, detail));
    }

    private static CompletionStage<Append> refused(Problem problem) {
        return CompletableFuture.completedFuture(new Append.Refused(problem));
    }

    @Override
    public void close() {
        sending.shutdownNow();
    }
}
