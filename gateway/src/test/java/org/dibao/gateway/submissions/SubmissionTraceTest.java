package org.dibao.gateway.submissions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.dibao.contract.article.Position;
import org.dibao.eventlog.ReceivedRecord;
import org.dibao.gateway.submissions.SubmissionTrace.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SubmissionTraceTest {
    private static final Position POSITION = new Position(42);
    private static final Instant ACCEPTED = Instant.parse("2026-11-27T22:01:02.123Z");
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final ReceivedRecord SUBMISSION = record(
            1,
            Map.of(
                    "ce_time",
                    ACCEPTED.toString(),
                    "ce_subject",
                    "lanterns",
                    "ce_type",
                    "submit.v1",
                    "ce_traceparent",
                    "00-" + TRACE + "-00f067aa0ba902b7-00"));
    private static final ReceivedRecord EVENT = record(2, Map.of("ce_type", "published.v1"));
    private static final ReceivedRecord PUBLICATION = record(3, Map.of("ce_type", "publication.v1"));

    @Test
    void theTimesAreThoseThatTheRecordsCarry() {
        Instant live = ACCEPTED.plusMillis(4);
        SubmissionTrace trace = trace(SUBMISSION, EVENT, PUBLICATION, live.plusNanos(567_890), true);
        assertThat(trace.article()).isEqualTo("lanterns");
        assertThat(trace.traceId()).isEqualTo(TRACE);
        assertThat(trace.stages())
                .containsExactly(
                        new Stage("accepted", "ingest", ACCEPTED, "submit.v1", null),
                        new Stage("appended", "ingest", ACCEPTED.plusMillis(1), null, null),
                        new Stage("decided", "store", ACCEPTED.plusMillis(2), "published.v1", null),
                        new Stage("rendered", "render", ACCEPTED.plusMillis(3), "publication.v1", null),
                        new Stage("live", "gateway", live, null, null));
    }

    @Test
    void whatHasNotHappenedYetIsSaidSo() {
        SubmissionTrace trace = trace(SUBMISSION, EVENT, null, null, false);
        assertThat(trace.stages().subList(3, 5))
                .containsExactly(
                        new Stage("rendered", "render", null, null, "not yet"),
                        new Stage("live", "gateway", null, null, "not yet"));
    }

    @Test
    void ofLongAgoItIsSaidWhatIsUnknown() {
        ReceivedRecord old = record(1, Map.of("ce_time", "once upon a time"));
        SubmissionTrace trace = trace(old, EVENT, PUBLICATION, null, true);
        assertThat(trace.traceId()).isNull();
        assertThat(trace.article()).isNull();
        assertThat(trace.stages().getFirst().at()).isNull();
        assertThat(trace.stages().getFirst().unknown()).isEqualTo("the record does not say");
        assertThat(trace.stages().get(1).at()).isEqualTo(ACCEPTED.plusMillis(1));
        assertThat(trace.stages().getLast().unknown()).contains("forgotten");
    }

    private static SubmissionTrace trace(
            ReceivedRecord submission,
            @Nullable ReceivedRecord event,
            @Nullable ReceivedRecord publication,
            @Nullable Instant live,
            boolean processed) {
        return SubmissionTrace.of(
                POSITION, submission, new TraceRecords(submission, event, publication), live, processed);
    }

    private static ReceivedRecord record(int after, Map<String, String> headers) {
        return new ReceivedRecord(42, ACCEPTED.plusMillis(after), null, headers, null);
    }
}
