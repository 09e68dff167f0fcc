package org.dibao.gateway.submissions;

import java.time.Duration;
import java.time.Instant;
import org.dibao.contract.event.Result;
import org.jspecify.annotations.Nullable;

/**
 * What became of a submission.
 *
 * @param at when it was accepted; of a scheduled publication or withdrawal, when it happened
 * @param by the name of the key that submitted it; absent if the store was not asked, or nobody did
 */
record Decided(Result result, Instant at, @Nullable String by) {

    Decided submittedBy(String name) {
        return new Decided(result, at, name);
    }

    /**
     * Whether it was announced without the article that it is about, because nobody may know of that yet. What cannot be read is
     * about none.
     */
    boolean isUnnamed() {
        return result.article() == null && !result.outcome().isFact() && result.outcome() != Result.Kind.UNREADABLE;
    }

    /** By how much a scheduled publication or withdrawal was late; absent if it was not, or there was none. */
    @Nullable
    Long lateSeconds() {
        Instant time = result.scheduledFor();
        if (time == null || !result.outcome().isFact()) {
            return null;
        }
        long late = Duration.between(time, at).toSeconds();
        return late < 1 ? null : late;
    }
}
