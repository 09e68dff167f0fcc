package org.dibao.acceptance.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dibao.acceptance.chaos.truth.Finding;
import org.dibao.acceptance.chaos.truth.Finding.Kind;

/** What a run has counted. */
final class Figures {
    private final Map<String, Integer> faults = new TreeMap<>();
    private final Map<Kind, Integer> found = new EnumMap<>(Kind.class);
    private final List<Long> recoveries = new ArrayList<>();
    private int rounds;

    void fault(String name) {
        faults.merge(name, 1, Integer::sum);
    }

    void round(List<Finding> findings, Duration recovery) {
        rounds++;
        recoveries.add(recovery.toMillis());
        findings.forEach(finding -> found.merge(finding.kind(), 1, Integer::sum));
    }

    boolean clean() {
        return found.isEmpty();
    }

    String summary() {
        List<Long> sorted = recoveries.stream().sorted().toList();
        return rounds + " rounds, faults " + faults + "; published again after "
                + (sorted.isEmpty() ? "-" : sorted.get(sorted.size() / 2) + " ms in the median, " + sorted.getLast())
                + " ms at most; acknowledged and lost " + count(Kind.LOST) + ", doubled " + count(Kind.DOUBLED)
                + ", gaps "
                + count(Kind.GAP) + ", stale pages " + count(Kind.STALE) + ", subscribers with a hole "
                + count(Kind.HOLE)
                + ", wrong otherwise " + count(Kind.WRONG) + ", stuck " + count(Kind.STUCK);
    }

    private int count(Kind kind) {
        return found.getOrDefault(kind, 0);
    }
}
