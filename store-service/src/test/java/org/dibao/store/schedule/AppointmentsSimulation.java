package org.dibao.store.schedule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.dibao.contract.Post;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.ArticleEvent;
import org.dibao.contract.submission.Submission;
import org.dibao.contract.submission.Submission.KeepAppointment;
import org.dibao.contract.wire.Codec;
import org.dibao.contract.wire.EventMessage;
import org.dibao.eventlog.LogUnavailable;
import org.dibao.eventlog.ReceivedRecord;
import org.dibao.projector.LogHandler;
import org.dibao.store.folding.FakeStore;
import org.jspecify.annotations.Nullable;

/** Instances of the store on one log and one database in memory, with a clock that the test moves. */
public final class AppointmentsSimulation {
    private static final int POLL = 250;

    private final Random random;
    private final FakeStore store = new FakeStore();
    private final List<ReceivedRecord> log = new ArrayList<>();
    private Instant now;
    private Instance active;

    /** Cut off from the group without knowing it: it folds nothing more, and still keeps the appointments that it knows of. */
    private @Nullable Instance isolated;

    public AppointmentsSimulation(Random random, Instant now) {
        this.random = random;
        this.now = now;
        this.active = new Instance();
    }

    public void submit(Post post) {
        append(post.submission());
    }

    /** Time goes by and the instances work. */
    public void tick(Duration time) {
        passes(time);
        work();
    }

    /** Time goes by, or back, and nobody works. */
    public void passes(Duration time) {
        now = now.plus(time);
    }

    /** The active instance dies somewhere in its work, and another takes its place. */
    public void kill() {
        active.failsAfter = random.nextInt(3);
        work();
        active = new Instance();
    }

    /** Another instance becomes the active one, unnoticed by the one that was. */
    public void isolateActive() {
        isolated = active;
        active = new Instance();
    }

    public void dropDatabase() {
        store.dropDatabase();
        active = new Instance();
    }

    /** Until there is nothing left to do at this moment. */
    public void settle() {
        int size;
        do {
            size = log.size();
            work();
        } while (log.size() > size);
    }

    private void work() {
        active.follow();
        if (isolated != null) {
            isolated.keep();
        }
        active.keep();
        active.follow();
    }

    public int logSize() {
        return log.size();
    }

    public List<ArticleEvent> events() {
        return store.events();
    }

    private Position append(Submission submission) {
        EventMessage message = Codec.write(submission);
        store.topics.logEnd = log.size();
        log.add(new ReceivedRecord(log.size(), now, message.key(), message.headers(), message.value()));
        return new Position(log.size() - 1);
    }

    private final class Instance implements AppointmentLog {
        private final LogHandler handler;
        private final AppointmentKeeper keeper;
        private int next = -1;

        /** Dies at this append from now, before or after it took effect; negative: never. */
        private int failsAfter = -1;

        private Instance() {
            store.schedule = new Schedule();
            this.handler = store.projector(org.dibao.projector.testkit.Faults.none(), POLL);
            this.keeper = new AppointmentKeeper(store.schedule, this, new Clock() {
                @Override
                public Instant instant() {
                    return now;
                }

                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }
            });
        }

        private void follow() {
            if (next < 0) {
                next = Math.toIntExact(handler.resume().value());
            }
            while (next < log.size()) {
                next = Math.toIntExact(handler.on(new ArrayList<>(log.subList(next, Math.min(log.size(), next + POLL))))
                        .value());
            }
        }

        private void keep() {
            try {
                keeper.keepAllDue();
            } catch (LogUnavailable e) {
                // It is dead, or tries again.
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public CompletableFuture<Position> end() {
            return CompletableFuture.completedFuture(new Position(log.size() - 1));
        }

        @Override
        public CompletableFuture<Position> append(KeepAppointment appointment) {
            if (failsAfter-- == 0) {
                if (random.nextBoolean()) {
                    AppointmentsSimulation.this.append(appointment);
                }
                return CompletableFuture.failedFuture(new LogUnavailable("killed", null));
            }
            return CompletableFuture.completedFuture(AppointmentsSimulation.this.append(appointment));
        }
    }
}
