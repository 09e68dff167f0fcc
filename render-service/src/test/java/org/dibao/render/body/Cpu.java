package org.dibao.render.body;

import java.lang.management.ManagementFactory;

/** The time that this thread has computed, whatever else the machine does. */
final class Cpu {
    private Cpu() {}

    static long millis() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1_000_000;
    }
}
