package org.dibao.delivery.dispatch;

import java.time.Duration;
import java.util.List;

/**
 * The limits of each courier.
 *
 * @param maxWaiting       events that were taken and are not delivered yet
 * @param retryDelays      the delays between attempts; the last one repeats
 * @param maxRetryAfter    the longest {@code Retry-After} that is obeyed
 * @param giveUpAfter      how long an event may fail before the subscription is parked
 * @param breakAfter       after so many failures in a row the target is only probed
 * @param progressInterval how often progress is written at most
 * @param paused           whether nothing is sent to anybody
 */
public record DispatchLimits(
        int maxWaiting,
        List<Duration> retryDelays,
        Duration maxRetryAfter,
        Duration giveUpAfter,
        int breakAfter,
        Duration progressInterval,
        boolean paused) {}
