package org.dibao.delivery;

import java.lang.management.ManagementFactory;

/** For tests that say how much memory something takes. */
public final class Heap {
    private Heap() {}

    /** Bytes that are reachable. */
    public static long used() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
