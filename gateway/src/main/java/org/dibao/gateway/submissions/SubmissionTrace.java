package org.dibao.gateway.submissions;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.dibao.contract.article.Position;
import org.dibao.contract.wire.Headers;
import org.dibao.contract.wire.TraceParent;
import org.dibao.eventlog.ReceivedRecord;
import org.jspecify.annotations.Nullable;

/**
 * When a submission passed each stage, derived from its records: nothing is stored for this. The times come from the
 * clocks of several machines.
 *
 * @param traceId the request it came with; absent in records from before requests were traced
 */
record SubmissionTrace(
        Position position,
        @Nullable String article,
        @Nullable String traceId,
        List<Stage> stages) {
    private static final String NOT_YET = "not yet";

    /**
     * @param by the service that reports it
     * @param at to the millisecond, which is as exact as Kafka is
     * @param type what it was then, from {@code ce_type}
     * @param unknown why the time is not known
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

        private static Stage of(String stage, String by, @Nullable ReceivedRecord record) {
            return record == null
                    ? new Stage(stage, by, null, null, NOT_YET)
                    : new Stage(stage, by, record.timestamp(), record.headers().get(Headers.TYPE), null);
        }
    }

    /**
     * @param liveAt when it took effect at this gateway, if remembered
     * @param processed whether it is in effect at this gateway
     */
    static SubmissionTrace of(
            Position position,
            ReceivedRecord submission,
            TraceRecords records,
            @Nullable Instant liveAt,
            boolean processed) {
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
                : processed
                        ? "this gateway has forgotten when: it was too long ago, or before its last start"
                        : NOT_YET;
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
