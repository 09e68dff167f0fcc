package org.dibao.gateway.operations;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dibao.contract.article.Position;
import org.dibao.contract.wire.Unreadable;
import org.dibao.eventlog.LogUnavailable;
import org.dibao.eventlog.ReceivedRecord;
import org.dibao.support.access.Secret;
import org.dibao.support.loop.Supervised;
import org.dibao.support.loop.SupervisedLoop;
import org.dibao.support.loop.SupervisedLoop.Next;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The operations of all gateways, in one order. Records are numbered, and the first with the next number counts: of two gateways
 * that decide at the same time, one decides again with the other's operation in view, and an old record that somebody writes again
 * counts for nothing.
 */
@Component
public final class OperationLog implements SmartLifecycle, Supervised {
    private static final Logger log = LoggerFactory.getLogger(OperationLog.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int ATTEMPTS = 5;
    /** How many offsets of counted records are remembered for whoever waits for one. */
    private static final int REMEMBERED = 100;

    private final OperationTopic topic;
    private final OperationCodec codec;
    private final ObjectProvider<OperationListener> listeners;
    private final Clock clock;
    private final SupervisedLoop looking = SupervisedLoop.of("find-operations", this::look);
    private final Object writing = new Object();
    private volatile OperationTopic.@Nullable Following following;
    private volatile boolean complete;

    /** Guards what follows. */
    private final Object state = new Object();

    private long count;
    private long readTo = -1;
    private final Deque<Long> counted = new ArrayDeque<>();

    OperationLog(OperationTopic topic, Secret serviceSecret, ObjectProvider<OperationListener> listeners, Clock clock) {
        this.topic = topic;
        this.codec = new OperationCodec(serviceSecret);
        this.listeners = listeners;
        this.clock = clock;
    }

    /** Whether listeners have been told of all there was when this gateway started. */
    public boolean isComplete() {
        return complete;
    }

    /**
     * Records an operation that follows from the present state. When this ends, every listener here has been told of it; other
     * gateways are told within a second or two.
     *
     * @param by     the name of the API key of whoever does it
     * @param decide what is done, or a failure, which is passed on. While it runs, no listener is told anything. It is asked again
     *               if another gateway has recorded something meanwhile
     * @return fails with {@link LogUnavailable} if Kafka does not answer: it is recorded once or not at all
     */
    public Mono<Recorded> record(String by, Supplier<Operation> decide) {
        return Mono.fromCallable(() -> append(by, decide)).subscribeOn(Schedulers.boundedElastic());
    }

    private Recorded append(String by, Supplier<Operation> decide) throws InterruptedException {
        synchronized (writing) {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                if (!complete) {
                    throw new LogUnavailable("the operations are not known yet", null);
                }
                Recorded next;
                synchronized (state) {
                    next = new Recorded(count + 1, clock.instant(), by, decide.get());
                }
                if (isCounted(topic.append(codec.write(next)))) {
                    return next;
                }
            }
            throw new LogUnavailable("other gateways record something all the time", null);
        }
    }

    private boolean isCounted(Position at) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        synchronized (state) {
            while (readTo < at.value()) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    throw new LogUnavailable("the topic of operations does not give its records", null);
                }
                state.wait(left);
            }
            return counted.contains(at.value());
        }
    }

    private void on(List<ReceivedRecord> records) {
        synchronized (state) {
            for (ReceivedRecord record : records) {
                if (record.offset() > readTo) { // after a failure they come again
                    on(record);
                    readTo = record.offset();
                }
            }
            state.notifyAll();
        }
    }

    private void on(ReceivedRecord record) {
        Recorded recorded;
        try {
            recorded = codec.read(record);
        } catch (Unreadable e) {
            log.error("Record {} of the topic of operations does not count: {}", record.offset(), e.getMessage());
            return;
        }
        if (recorded.number() == count + 1) {
            listeners.forEach(listener -> listener.on(recorded));
            count = recorded.number();
            counted.addLast(record.offset());
            if (counted.size() > REMEMBERED) {
                counted.removeFirst();
            }
        }
    }

    private Next look() throws InterruptedException {
        topic.verify();
        OperationTopic.Following reading = topic.follow(this::on);
        following = reading;
        reading.start();
        while (!looking.isClosing() && reading.behind().compareTo(PATIENCE) > 0) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        complete = true;
        return Next.DONE;
    }

    @Override
    public void start() {
        looking.start();
    }

    @Override
    public void stop() {
        looking.close();
        OperationTopic.Following reading = following;
        if (reading != null) {
            reading.close();
        }
    }

    @Override
    public boolean isRunning() {
        return looking.isRunning();
    }

    /** Starts before publications are waited for: when the port opens, keys are known as well, if Kafka answers. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 8193;
    }

    @Override
    public Stream<SupervisedLoop> loops() {
        OperationTopic.Following reading = following;
        return reading == null ? Stream.of(looking) : reading.loops();
    }
}
