package org.dibao.acceptance.chaos.traffic;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import org.dibao.acceptance.chaos.truth.Finding;
import org.dibao.acceptance.chaos.truth.Seen;
import org.dibao.acceptance.chaos.truth.Sent;

/** What all clients and readers have done and seen. */
public final class Ledger {
    private final Map<String, Sent> sent = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Seen> seen = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Finding> findings = new ConcurrentLinkedQueue<>();
    private final LongAdder retries = new LongAdder();
    private final LongAdder reads = new LongAdder();
    private final LongAdder unread = new LongAdder();

    void note(Sent one) {
        sent.merge(one.key(), one, (before, now) -> before.position() != null ? before : now);
    }

    void saw(Seen one) {
        seen.add(one);
        reads.increment();
    }

    void couldNotRead() {
        unread.increment();
    }

    void retried() {
        retries.increment();
    }

    public void find(Finding finding) {
        findings.add(finding);
    }

    public List<Sent> sent() {
        return List.copyOf(sent.values());
    }

    /** What was seen since this was asked last. */
    public List<Seen> seen() {
        List<Seen> all = new java.util.ArrayList<>();
        for (Seen one = seen.poll(); one != null; one = seen.poll()) {
            all.add(one);
        }
        return all;
    }

    /** What was found since this was asked last. */
    public List<Finding> findings() {
        List<Finding> all = new java.util.ArrayList<>();
        for (Finding one = findings.poll(); one != null; one = findings.poll()) {
            all.add(one);
        }
        return all;
    }

    public String figures() {
        return sent.size() + " requests, " + retries.sum() + " retries, " + reads.sum() + " pages read, " + unread.sum()
                + " reads without an answer";
    }
}
