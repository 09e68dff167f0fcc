package org.dibao.ingest.imports;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Articles that are parsed and wait to be appended, in order: a few, so that they are at hand as soon as there is room in the
 * {@link ImportWindow}. For one thread that puts and one that takes.
 */
final class PreparedEntries {
    private final int most;
    private final long mostBytes;
    private final Queue<PreparedEntry> entries = new ArrayDeque<>();
    private long bytes;

    /**
     * @param most      entries
     * @param mostBytes of their sources; a single larger one may wait too
     */
    PreparedEntries(int most, long mostBytes) {
        this.most = most;
        this.mostBytes = mostBytes;
    }

    /** Waits while there are as many as there may be. */
    synchronized void put(PreparedEntry next) throws InterruptedException {
        while (!entries.isEmpty() && (entries.size() >= most || bytes + next.size() > mostBytes)) {
            wait();
        }
        entries.add(next);
        bytes += next.size();
        notifyAll();
    }

    /** Waits until there is one. */
    synchronized PreparedEntry take() throws InterruptedException {
        while (true) {
            PreparedEntry next = entries.poll();
            if (next != null) {
                bytes -= next.size();
                notifyAll();
                return next;
            }
            wait();
        }
    }
}
