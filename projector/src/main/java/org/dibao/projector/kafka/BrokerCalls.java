package org.dibao.projector.kafka;

import java.util.function.Supplier;
import org.dibao.eventlog.LogUnavailable;
import org.dibao.projector.Unavailable;

/** Translates the failure of a broker that does not answer into {@link Unavailable}. */
final class BrokerCalls {
    private BrokerCalls() {}

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
