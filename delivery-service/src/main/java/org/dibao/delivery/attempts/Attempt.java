package org.dibao.delivery.attempts;

import io.avaje.recordbuilder.RecordBuilder;
import java.time.Instant;
import java.util.Map;
import org.dibao.contract.article.Position;
import org.jspecify.annotations.Nullable;

/**
 * One call of a target, as people look at it.
 *
 * @param number         counts the attempts of a subscription
 * @param messageId      the id of the message, the same for each repetition
 * @param at             when it began
 * @param request        what was called: {@code POST https://example.com/hook}
 * @param requestHeaders without secrets
 * @param result         {@code delivered}, {@code skipped}, {@code failed} or {@code gone}
 * @param status         the answer's status; absent if there was no answer
 * @param answer         how the answer's body begins
 * @param failure        why there was no usable answer
 * @param durationMs     milliseconds
 * @param next           when it is tried again
 */
@RecordBuilder
public record Attempt(
        long number,
        Position position,
        String messageId,
        Instant at,
        int attempt,
        String request,
        Map<String, String> requestHeaders,
        String result,
        @Nullable Integer status,
        @Nullable String answer,
        @Nullable String failure,
        long durationMs,
        @Nullable Instant next) {}
