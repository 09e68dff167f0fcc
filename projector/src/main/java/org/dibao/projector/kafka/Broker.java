package org.dibao.projector.kafka;

import java.util.function.Supplier;
import org.dibao.eventlog.LogUnavailable;
import org.dibao.projector.Unavailable;

/** A broker that does not answer is {@link Unavailable}. */
final class Broker {
    private Broker() {}

    static <T> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (LogUnavailable e) {
            throw new Unavailable(String.valueOf(e.getMessage()), e);
        }
    }

    static void tell(Runnable order) {
        try {
            order.run();
        } catch (LogUnavailable e) {
            throw new Unavailable(String.valueOf(e.getMessage()), e);
        }
    }
}
