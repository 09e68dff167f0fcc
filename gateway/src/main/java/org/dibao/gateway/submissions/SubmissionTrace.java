package org.dibao.gateway.submissions;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.dibao.contract.article.Position;
import org.dibao.contract.wire.Headers;
import org.dibao.contract.wire.TraceParent;
import org.dibao.eventlog.Received;
import org.jspecify.annotations.Nullable;

/**
 * When a submission passed each stage, out of what its records carry: nothing is kept for it. The times are those of the
 * clocks of several machines.
 *
 * @param traceId the request that it came with; absent in records of before requests were followed
 */
record SubmissionTrace(
        Position position,
        @Nullable String article,
        @Nullable String traceId,
        List<Stage> stages) {
    private static final String NOT_YET = "not yet";

    /**
     * @param by the service that says so
     * @param at to the millisecond, which is as exact as Kafka is
     * @param type what it was then, as {@code ce_type} says it
     * @param unknown why there is no time
     */
    record Stage(
            String stage,
            String by,
            @Nullable Instant at,
            @Nullable String type,
            @Nullable String unknown) {

        Stage {
            at = at == null ? null : at.truncatedTo(ChronoUnit.MILLIS);
        }

        private static Stage of(String stage, String by, @Nullable Received record) {
            return record == null
                    ? new Stage(stage, by, null, null, NOT_YET)
                    : new Stage(stage, by, record.timestamp(), record.headers().get(Headers.TYPE), null);
        }
    }

    /**
     * @param liveAt when this gateway had it in effect, if it remembers that
     * @param processed whether this gateway has it in effect
     */
    static SubmissionTrace of(
            Position position, Received submission, TraceRecords records, @Nullable Instant liveAt, boolean processed) {
        Map<String, String> headers = submission.headers();
        TraceParent trace = TraceParent.of(headers);
        Instant accepted = time(headers.get(Headers.TIME));
        return new SubmissionTrace(
                position,
                headers.get(Headers.SUBJECT),
                trace == null ? null : trace.traceId(),
                List.of(
                        new Stage(
                                "accepted",
                                "ingest",
                                accepted,
                                headers.get(Headers.TYPE),
                                accepted == null ? "the record does not say" : null),
                        new Stage("appended", "ingest", submission.timestamp(), null, null),
                        Stage.of("decided", "store", records.event()),
                        Stage.of("rendered", "render", records.publication()),
                        live(liveAt, processed)));
    }

    private static Stage live(@Nullable Instant at, boolean processed) {
        String unknown = at != null
                ? null
                : processed ? "this gateway has forgotten when: it was long ago, or before its last start" : NOT_YET;
        return new Stage("live", "gateway", at, null, unknown);
    }

    private static @Nullable Instant time(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            return null; // somebody else's record
        }
    }
}
