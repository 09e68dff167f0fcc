package org.dibao.delivery.dispatch;

import org.dibao.delivery.attempts.AttemptBuilder;
import org.dibao.delivery.channel.Answer;
import org.dibao.delivery.channel.Message;
import org.dibao.delivery.channel.Verdict;

/** What people are told about an attempt. */
final class Attempts {
    private Attempts() {}

    /** All but its number and its result. */
    static AttemptBuilder of(Message message, Answer answer) {
        return AttemptBuilder.builder()
                .position(message.event().position())
                .messageId(message.id())
                .at(message.at())
                .attempt(message.attempt())
                .request(answer.requestLine())
                .requestHeaders(answer.requestHeaders())
                .status(answer.status() == 0 ? null : answer.status())
                .answer(answer.excerpt().isEmpty() ? null : answer.excerpt())
                .failure(answer.failure())
                .durationMs(answer.took().toMillis());
    }

    /** In one word, as metrics and the log of attempts have it. */
    static String result(Verdict verdict) {
        return switch (verdict) {
            case DELIVERED -> "delivered";
            case SKIPPED -> "skipped";
            case RETRY -> "failed";
            case GONE -> "gone";
        };
    }
}
