package org.dibao.delivery.dispatch;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.dibao.delivery.progress.Progress;
import org.dibao.delivery.progress.ProgressLog;
import org.jspecify.annotations.Nullable;

/** Keeps how far one courier has got: what changes within some time is written together, one write after another. */
final class ProgressWriter {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final String subscription;
    private final ProgressLog progress;
    private final Steps steps;
    private final BooleanSupplier leased;
    private final Supplier<Progress> current;
    private boolean writing;
    private @Nullable Instant due;

    /** @param leased whether this instance still serves the subscription, as far as it can know: only then anything is written */
    ProgressWriter(
            String subscription,
            ProgressLog progress,
            Steps steps,
            BooleanSupplier leased,
            Supplier<Progress> current) {
        this.subscription = subscription;
        this.progress = progress;
        this.steps = steps;
        this.leased = leased;
        this.current = current;
    }

    /** Progress has changed and is to be written within that time, together with what changes until then. */
    void changed(Duration within) {
        Instant latest = steps.now().plus(within);
        Instant planned = due;
        if (planned == null || latest.isBefore(planned)) {
            due = latest;
            steps.addAt(latest, this::writeIfDue);
        }
    }

    void writeIfDue() {
        Instant planned = due;
        if (writing || planned == null || planned.isAfter(steps.now()) || !leased.getAsBoolean()) {
            return;
        }
        due = null;
        writing = true;
        progress.write(subscription, current.get()).whenComplete((_, failure) -> steps.add(() -> written(failure)));
    }

    private void written(@Nullable Throwable failure) {
        writing = false;
        if (failure != null) {
            changed(PAUSE);
        } else if (due != null) {
            steps.addAt(requireNonNull(due), this::writeIfDue);
        }
    }

    /** @return ends once what is not kept yet is durable, or if this instance may not keep it any more; fails if it may not be durable */
    CompletableFuture<?> keep() {
        boolean changed = due != null || writing;
        return changed && leased.getAsBoolean()
                ? progress.write(subscription, current.get())
                : CompletableFuture.completedFuture(null);
    }
}
