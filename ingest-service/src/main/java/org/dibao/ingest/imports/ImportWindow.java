package org.dibao.ingest.imports;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The articles of one import between their append and their result lines, in order. So many may be there at once as keep the
 * time from an append to its publication near a target, because an article that somebody submits meanwhile queues behind
 * them: few while the system is busy with other work, many where it is fast. For one thread that puts and one that takes.
 *
 * <p>The time is proportional to the number, apart from what even a single article takes. So each time as many as the
 * limit have been published, the limit is multiplied by the ratio of the target and their average time. It grows only
 * if the appender has had to wait. It begins with the minimum.
 *
 * <p>Once it is full, there is room again only when a third of it is free: the next articles are then appended together, and
 * make one batch for store and render. One by one they would make tiny batches, and a batch takes nearly as long as twenty.
 */
final class ImportWindow {
    /** One in store, one in render, one on its way there. */
    private static final int GROUPS = 3;

    private static final double MOST_GROWTH = 1.5;
    private static final double MOST_SHRINKING = 0.5;

    private final IntSupplier min;
    private final int max;
    private final long target;
    private final Queue<PendingResult> pending = new ArrayDeque<>();
    private int limit;
    private boolean full;
    private int published;
    private long took;

    /**
     * @param min    so many may be unpublished however long it takes; asked again and again
     * @param max    never more than that
     * @param target the time from append to publication
     */
    ImportWindow(IntSupplier min, int max, Duration target) {
        this.max = max;
        this.min = () -> Math.min(min.getAsInt(), max);
        this.target = target.toNanos();
        this.limit = this.min.getAsInt();
    }

    /** Waits while the window is full, and then until there is room for several. */
    synchronized void awaitRoom() throws InterruptedException {
        if (pending.size() < most()) {
            return;
        }
        full = true;
        while (!hasRoomForSeveral()) {
            wait();
        }
    }

    /** How many may be here: one more is being written. */
    private int most() {
        return Math.max(1, limit - 1);
    }

    private boolean hasRoomForSeveral() {
        return pending.size() <= most() - Math.max(1, limit / GROUPS);
    }

    /** Adds one, for which there is {@linkplain #awaitRoom room}. */
    synchronized void put(PendingResult next) {
        pending.add(next);
        notifyAll();
    }

    /** Waits until there is one. */
    synchronized PendingResult take() throws InterruptedException {
        while (true) {
            PendingResult next = poll();
            if (next != null) {
                return next;
            }
            wait();
        }
    }

    /** The next one, or null if there is none yet. */
    synchronized @Nullable PendingResult poll() {
        PendingResult next = pending.poll();
        if (next != null && hasRoomForSeveral()) {
            notifyAll();
        }
        return next;
    }

    /** An article has been published, so long after it was appended. */
    synchronized void published(Duration after) {
        took += after.toNanos();
        if (++published < limit) {
            return;
        }
        double ratio = (double) target * published / Math.max(1, took);
        int fitting = (int) Math.round(limit * Math.clamp(ratio, MOST_SHRINKING, MOST_GROWTH));
        if (full || fitting < limit) {
            limit = Math.clamp(fitting, min.getAsInt(), max);
            notifyAll();
        }
        full = false;
        published = 0;
        took = 0;
    }

    /** How many may be unpublished at once. */
    synchronized int limit() {
        return limit;
    }
}
