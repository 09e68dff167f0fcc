package org.dibao.store.schedule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.dibao.contract.article.Position;
import org.dibao.contract.submission.Preconditions;
import org.dibao.contract.submission.Request;
import org.dibao.contract.submission.Submission.KeepAppointment;
import org.dibao.eventlog.LogUnavailable;
import org.dibao.store.fold.Appointment;
import org.dibao.support.loop.LoopLifecycle;
import org.dibao.support.loop.SupervisedLoop;
import org.dibao.support.loop.SupervisedLoop.Next;

/**
 * Appends a record to the log when an appointment's time has come. The record, not this clock, is what publishes: all
 * instances fold it, and the fold lets one appointment take effect once. So it does no harm to append a record twice, and
 * the rule here is to append until the log has it for certain.
 *
 * <p>The clock is looked at again at least every {@value #LOOK_EACH_MS} ms. If it is put forward, everything in between is
 * due at once; if it is put back, what is in the log stays kept.
 */
public final class AppointmentKeeper implements LoopLifecycle {
    /** The name of the key under which appointments are kept. */
    public static final String BY = "schedule";

    private static final long LOOK_EACH_MS = 100;
    private static final int AT_ONCE = 1000;
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(7);

    private final Schedule schedule;
    private final AppointmentLog log;
    private final Clock clock;
    private final SupervisedLoop loop = SupervisedLoop.of("keep-appointments", this::run);

    public AppointmentKeeper(Schedule schedule, AppointmentLog log, Clock clock) {
        this.schedule = schedule;
        this.log = log;
        this.clock = clock;
    }

    private Next run() throws InterruptedException {
        if (keepAllDue() == 0) {
            schedule.await(clock.instant(), TimeUnit.MILLISECONDS.toNanos(LOOK_EACH_MS));
        }
        return Next.AGAIN;
    }

    /**
     * Appends a record for each appointment that is due, at most {@value #AT_ONCE}.
     *
     * @return how many
     * @throws LogUnavailable if the log may lack one of them
     */
    int keepAllDue() throws InterruptedException {
        if (schedule.needsEnd()) {
            schedule.waitFor(answer(log.end()));
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS); // as it is written
        List<Appointment> due = schedule.due(now, AT_ONCE);
        List<CompletableFuture<Position>> appended = new ArrayList<>(due.size());
        try {
            for (Appointment appointment : due) {
                appended.add(log.append(record(appointment, now)));
            }
            for (int i = 0; i < due.size(); i++) {
                answer(appended.get(i));
                schedule.kept(due.get(i));
            }
        } catch (RuntimeException | InterruptedException e) {
            schedule.doubt();
            throw e;
        }
        return due.size();
    }

    private static KeepAppointment record(Appointment appointment, Instant now) {
        return new KeepAppointment(
                new Request(now, BY, null, Preconditions.NONE),
                appointment.article(),
                appointment.action(),
                appointment.at());
    }

    private static Position answer(CompletableFuture<Position> asked) throws InterruptedException {
        try {
            return asked.get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new LogUnavailable("the log does not answer; appointments are kept late until it does", e);
        }
    }

    @Override
    public SupervisedLoop loop() {
        return loop;
    }
}
