package org.dibao.ingest.submissions;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dibao.contract.event.Problem;

/** Counts submissions by their outcome in ingest; each counter exists, at zero, from the start. */
final class SubmissionCounters {
    static final String SUBMIT = "submit";
    static final String WITHDRAW = "withdraw";
    static final String CHANGE_SITE = "change-site";
    static final String KEEP_FILE = "keep-file";
    static final String REMOVE_FILE = "remove-file";

    private final Map<String, Counter> appended;
    private final Map<Problem.Type, Counter> refused = new EnumMap<>(Problem.Type.class);

    SubmissionCounters(MeterRegistry meters) {
        appended = Stream.of(SUBMIT, WITHDRAW, CHANGE_SITE, KEEP_FILE, REMOVE_FILE)
                .collect(Collectors.toUnmodifiableMap(
                        Function.identity(),
                        kind -> Counter.builder("dibao.submissions.appended")
                                .description("Submissions appended to the log")
                                .tag("kind", kind)
                                .register(meters)));
        for (Problem.Type reason : Problem.Type.values()) {
            refused.put(
                    reason,
                    Counter.builder("dibao.submissions.refused")
                            .description("Submissions refused before they entered the log")
                            .tag("reason", reason.slug())
                            .register(meters));
        }
    }

    void appended(String kind) {
        Objects.requireNonNull(appended.get(kind)).increment();
    }

    void refused(Problem.Type reason) {
        Objects.requireNonNull(refused.get(reason)).increment();
    }
}
