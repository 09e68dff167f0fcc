package org.dibao.delivery.channel;

import io.avaje.recordbuilder.RecordBuilder;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of one attempt.
 *
 * @param verdict        what follows from it
 * @param status         the answer's HTTP status or a comparable code; 0 if there was no answer
 * @param took           from the beginning of the attempt to its end
 * @param retryAfter     when the target wants to be called again; absent if it does not say
 * @param excerpt        how the answer's body begins; empty if there is none
 * @param requestLine    what was called, without secrets: {@code POST https://example.com/hook}
 * @param requestHeaders the headers that were sent, secrets left out
 * @param failure        why there was no usable answer, in one sentence; absent if there was one
 * @param connected      whether the target was reached: false for a refused or timed-out connection
 */
@RecordBuilder
public record Answer(
        Verdict verdict,
        int status,
        Duration took,
        @Nullable Duration retryAfter,
        String excerpt,
        String requestLine,
        Map<String, String> requestHeaders,
        @Nullable String failure,
        boolean connected) {

    public Answer {
        requestHeaders = Map.copyOf(requestHeaders);
    }

    /** Without an answer's status, body and the rest, which may be added. */
    public static AnswerBuilder with(Verdict verdict, String requestLine) {
        return AnswerBuilder.builder()
                .verdict(verdict)
                .took(Duration.ZERO)
                .excerpt("")
                .requestLine(requestLine)
                .requestHeaders(Map.of())
                .connected(true);
    }

    /** There was no answer. */
    public static Answer failed(Duration took, String requestLine, String failure, boolean connected) {
        return new Answer(Verdict.RETRY, 0, took, null, "", requestLine, Map.of(), failure, connected);
    }
}
