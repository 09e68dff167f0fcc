package org.dibao.delivery.dispatch;

import io.avaje.recordbuilder.RecordBuilder;
import java.util.random.RandomGenerator;
import org.dibao.delivery.attempts.AttemptLog;
import org.dibao.delivery.channel.Channel;
import org.dibao.delivery.events.EventSource;
import org.dibao.delivery.progress.ProgressLog;

/** What all couriers work with. */
@RecordBuilder
public record Couriers(
        Agenda agenda,
        EventSource events,
        Channel channel,
        ProgressLog progress,
        AttemptLog attempts,
        DispatchLimits limits,
        RandomGenerator random,
        Outcomes outcomes) {

    /** Counts what becomes of attempts. Called in the agenda's thread. */
    public interface Outcomes {
        /** @param result {@code delivered}, {@code skipped}, {@code failed} or {@code gone} */
        void attempted(String result);
    }
}
