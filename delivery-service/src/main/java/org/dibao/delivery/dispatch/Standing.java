package org.dibao.delivery.dispatch;

import java.time.Instant;
import org.dibao.delivery.progress.Progress;
import org.dibao.delivery.progress.Progress.State;
import org.jspecify.annotations.Nullable;

/** How a subscription is faring: its state, since when its target fails and why, and what has been counted. Not thread-safe. */
final class Standing {
    State state;
    long resumes;
    long attempts;
    long delivered;

    @Nullable
    Instant failingSince;

    @Nullable
    String lastFailure;

    Standing(Progress progress) {
        this.state = progress.state();
        this.resumes = progress.resumes();
        this.attempts = progress.attempts();
        this.delivered = progress.delivered();
        this.failingSince = progress.failingSince();
    }

    boolean isActive() {
        return state == State.ACTIVE;
    }

    /** @param times how often somebody has resumed the subscription by now */
    void resumed(long times) {
        resumes = times;
        state = State.ACTIVE;
        failingSince = null;
    }

    void delivered() {
        delivered++;
        failingSince = null;
        lastFailure = null;
    }

    void failed(String reason, Instant now) {
        failingSince = failingSince == null ? now : failingSince;
        lastFailure = reason;
    }

    /** @return whether it is another reason than that of the last failure */
    boolean notSent(String reason) {
        boolean another = !reason.equals(lastFailure);
        lastFailure = reason;
        return another;
    }

    /** In one word, for people. */
    String word(boolean paused) {
        if (!isActive()) {
            return state.wireName();
        }
        return paused ? "paused" : failingSince == null ? "active" : "failing";
    }
}
