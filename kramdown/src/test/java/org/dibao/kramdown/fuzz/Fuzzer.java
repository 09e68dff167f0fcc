package org.dibao.kramdown.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.dibao.kramdown.Kramdown;
import org.jspecify.annotations.Nullable;

/**
 * Converts hostile texts for a while and reports those that fail, or that take more than the module promises for each
 * megabyte: processor time, and what is allocated. Live memory is bounded by the virtual machine's heap.
 */
public final class Fuzzer {
    private static final int SHORT = 20_000;
    private static final int LONG = 1_000_000;
    /** A suspect is measured again, so that a compilation or another process is not taken for slowness. */
    private static final int ATTEMPTS = 3;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final long mostMilliseconds;
    private final long mostAllocated;
    private int found;
    private double slowest;

    private Fuzzer(long mostMilliseconds, long mostMegabytes) {
        this.mostMilliseconds = mostMilliseconds;
        this.mostAllocated = mostMegabytes * 1_000_000;
    }

    private record Cost(double milliseconds, long bytes) {}

    /** {@code seconds seed milliseconds megabytes}: both for a text of a million characters. */
    public static void main(String[] arguments) {
        long end = System.nanoTime() + Long.parseLong(arguments[0]) * 1_000_000_000L;
        long seed = Long.parseLong(arguments[1]);
        Fuzzer fuzzer = new Fuzzer(Long.parseLong(arguments[2]), Long.parseLong(arguments[3]));
        long first = seed;
        for (; System.nanoTime() < end; seed++) {
            fuzzer.attempt(seed);
        }
        System.out.printf(
                "seeds %d to %d: %d found, the slowest %.0f ms for 1 MB%n",
                first, seed - 1, fuzzer.found, fuzzer.slowest);
        System.exit(fuzzer.found == 0 ? 0 : 1);
    }

    private void attempt(long seed) {
        Random random = new Random(seed);
        boolean isShort = random.nextInt(4) > 0;
        String text = new HostileTexts(seed).next(isShort ? 1 + random.nextInt(SHORT) : LONG);
        Thread.currentThread().setName("seed " + seed);
        try {
            if (isShort) {
                Kramdown.parse(text).toHtml();
            } else {
                measure(seed, text);
            }
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError failure) {
            report(seed, text, failure.toString());
            failure.printStackTrace(System.out);
        }
    }

    private void measure(long seed, String text) {
        Cost cost = null;
        for (int attempt = 0; attempt < ATTEMPTS && exceeds(cost); attempt++) {
            cost = cost(text);
        }
        if (cost == null) {
            return;
        }
        double scale = (double) LONG / text.length();
        slowest = Math.max(slowest, cost.milliseconds * scale);
        if (exceeds(cost)) {
            report(seed, text, "%.0f ms, %d MB".formatted(cost.milliseconds, cost.bytes / 1_000_000));
        }
    }

    private boolean exceeds(@Nullable Cost cost) {
        return cost == null || cost.milliseconds > mostMilliseconds || cost.bytes > mostAllocated;
    }

    private Cost cost(String text) {
        long bytes = threads.getCurrentThreadAllocatedBytes();
        long time = threads.getCurrentThreadCpuTime();
        Kramdown.parse(text).toHtml();
        return new Cost(
                (threads.getCurrentThreadCpuTime() - time) / 1e6, threads.getCurrentThreadAllocatedBytes() - bytes);
    }

    private void report(long seed, String text, String what) {
        found++;
        String start = text.substring(0, Math.min(text.length(), 60))
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\u0000", "\\0");
        System.out.printf("seed %d, %d characters: %s: %s%n", seed, text.length(), what, start);
    }
}
