package org.dibao.delivery.dispatch;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.dibao.delivery.channel.Answer;
import org.dibao.delivery.channel.Message;
import org.dibao.delivery.subscription.Subscription;
import org.dibao.eventlog.publicevents.LogEvent;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/** The messages of one courier that are under way. What becomes of them is told in the agenda's thread, until they are ended. */
final class Sending {
    private final Couriers with;
    private final Steps steps;
    private final Disposable.Composite underWay = Disposables.composite();

    Sending(Couriers with, Steps steps) {
        this.with = with;
        this.steps = steps;
    }

    /**
     * @param left     whether the event's article has left what the subscription asks for
     * @param attempt  1 for the first
     * @param answered told of the attempt that was made
     * @param notSent  told why none was made
     */
    void send(
            Subscription to,
            LogEvent event,
            boolean left,
            int attempt,
            BiConsumer<Message, Answer> answered,
            Consumer<Throwable> notSent) {
        Instant at = steps.now().truncatedTo(ChronoUnit.SECONDS);
        String id = with.events().messageId(event.position());
        Message message = new Message(event, left, id, MessageBody.of(event, left), at, attempt);
        Disposable.Swap sending = Disposables.swap();
        underWay.add(sending);
        sending.update(with.channel()
                .send(to, message)
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("there was no answer")))
                .subscribe(
                        answer -> steps.add(() -> {
                            underWay.remove(sending);
                            answered.accept(message, answer);
                        }),
                        failure -> steps.add(() -> {
                            underWay.remove(sending);
                            notSent.accept(failure);
                        })));
    }

    /** Ends all of them: nothing more is told. */
    void end() {
        underWay.dispose();
    }
}
