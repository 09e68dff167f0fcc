package org.dibao.delivery.websub;

import java.time.Duration;
import java.util.function.Function;
import org.dibao.delivery.channel.Answer;
import org.dibao.delivery.channel.Message;
import org.dibao.delivery.subscription.Subscription;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** What waits to be sent to one subscriber: one request at a time, and all that comes meanwhile with the next one. */
final class Line {
    private final Function<Batch, Mono<Answer>> attempt;
    private final Duration gather;
    private final Disposable.Swap work = Disposables.swap();
    private boolean busy;
    private @Nullable Batch next;
    private @Nullable Batch underWay;

    /** @param attempt sends a batch; never fails and is never empty */
    Line(Function<Batch, Mono<Answer>> attempt, Duration gather) {
        this.attempt = attempt;
        this.gather = gather;
    }

    /**
     * Ends with the answer to the request that the message went with. Cancelling it leaves the message out of the next
     * request; when nobody waits for the one that is under way, it is broken off.
     *
     * @param to the subscription as it is now, which counts for all that waits already
     */
    synchronized Mono<Answer> join(Subscription to, Message message) {
        Sinks.One<Answer> waiting = Sinks.one();
        next = next == null ? new Batch(to) : next.to(to);
        next.add(message, waiting);
        if (!busy) {
            busy = true;
            begin(gather);
        }
        return waiting.asMono().doOnCancel(() -> forget(waiting));
    }

    synchronized boolean isIdle() {
        return !busy;
    }

    private void begin(Duration delay) {
        work.update(Mono.delay(delay).flatMap(_ -> take()).subscribe());
    }

    private synchronized Mono<Void> take() {
        Batch batch = next;
        next = null;
        underWay = batch;
        if (batch == null) {
            busy = false;
            return Mono.empty();
        }
        return attempt.apply(batch).doOnNext(answer -> end(batch, answer)).then();
    }

    private void end(Batch batch, Answer answer) {
        synchronized (this) {
            if (underWay != batch) {
                return; // nobody waits for it
            }
            goOn();
        }
        batch.waiting().forEach(waiting -> waiting.tryEmitValue(answer));
    }

    private void goOn() {
        underWay = null;
        busy = next != null;
        if (busy) {
            begin(Duration.ZERO);
        }
    }

    private synchronized void forget(Sinks.One<Answer> waiting) {
        if (next != null && next.forget(waiting)) {
            next = null;
        }
        if (underWay != null && underWay.forget(waiting)) {
            work.update(Disposables.disposed());
            goOn();
        }
    }
}
