package org.dibao.store.operations;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.Result;
import org.dibao.contract.fold.Decision;
import org.dibao.eventlog.LogEnd;
import org.dibao.projector.operations.ProjectorMetrics;

/** Counts decisions since the start, by outcome: {@code dibao.store.submissions}. */
public final class StoreMetrics extends ProjectorMetrics<Decision> {

    public StoreMetrics(MeterRegistry registry, LogEnd end) {
        super(registry, "dibao.store", end, "submissions", "Submissions decided since the start");
    }

    @Override
    public void advanced(List<Decision> decisions, Position to) {
        decisions.forEach(decision -> count(Result.of(decision.outcome()).outcome()));
        super.advanced(decisions, to);
    }
}
