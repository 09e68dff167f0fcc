package org.dibao.support.loop;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a {@link SupervisedLoop} is doing. */
public sealed interface LoopState {

    /** It has not been started. */
    record New() implements LoopState {}

    /**
     * Its last attempt went well, or is the first.
     *
     * @param lastProgress absent before the first progress
     */
    record Running(@Nullable Instant lastProgress) implements LoopState {}

    /**
     * Its step failed and has made no progress since; it is tried again and again.
     *
     * @param since        when it failed first
     * @param failures     how often it has failed since then
     * @param cause        of the last failure
     * @param lastProgress absent if there never was any
     */
    record Failing(
            Instant since,
            long failures,
            Throwable cause,
            @Nullable Instant lastProgress) implements LoopState {}

    /** Its thread has gone although nobody closed it. Only a restart of the process helps. */
    record Dead(@Nullable Instant lastProgress) implements LoopState {}

    /** It is done, or was closed. */
    record Ended() implements LoopState {}

    /**
     * Whether the process is fit for this loop. It is not if the loop is dead or fails with an {@link Error}: memory or
     * stack ran out, or a class is missing, which another instance need not suffer from. An exception does not count: its
     * cause, such as a broker that is unavailable, lies outside and is the same for every instance.
     */
    default boolean isFit() {
        return switch (this) {
            case Failing failing -> !(failing.cause() instanceof Error);
            case Dead _ -> false;
            case New _, Running _, Ended _ -> true;
        };
    }
}
