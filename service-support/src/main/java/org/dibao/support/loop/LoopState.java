package org.dibao.support.loop;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a {@link SupervisedLoop} is doing. */
public sealed interface LoopState {

    /** It has not been started. */
    record New() implements LoopState {}

    /**
     * Its last attempt succeeded, or the first one is running.
     *
     * @param lastProgress absent before the first progress
     */
    record Running(@Nullable Instant lastProgress) implements LoopState {}

    /**
     * Its step failed and has made no progress since; it is being retried.
     *
     * @param since        when it first failed
     * @param failures     how often it has failed since then
     * @param cause        of the last failure
     * @param lastProgress absent if there never was any
     */
    record Failing(
            Instant since,
            long failures,
            Throwable cause,
            @Nullable Instant lastProgress) implements LoopState {}

    /** Its thread has died although nobody closed it. Only a restart of the process helps. */
    record Dead(@Nullable Instant lastProgress) implements LoopState {}

    /** It has finished or was closed. */
    record Ended() implements LoopState {}

    /**
     * Whether the process can run this loop. It cannot if the loop is dead or fails with an {@link Error}: it ran out
     * of memory or stack, or a class is missing, which may not affect other instances. An exception does not count: its
     * cause, such as an unavailable broker, is external and affects every instance alike.
     */
    default boolean isFit() {
        return switch (this) {
            case Failing failing -> !(failing.cause() instanceof Error);
            case Dead _ -> false;
            case New _, Running _, Ended _ -> true;
        };
    }
}
