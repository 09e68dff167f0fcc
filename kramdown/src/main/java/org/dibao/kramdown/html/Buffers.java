package org.dibao.kramdown.html;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Keeps a few buffers for the next documents, as most of what writing one needs is the buffer. */
final class Buffers {
    private static final int KEPT = 4;
    private static final int LONGEST_KEPT = 128 * 1024;
    private static final int SHORTEST = 8 * 1024;

    private static final BlockingQueue<StringBuilder> SPARE = new ArrayBlockingQueue<>(KEPT);

    private Buffers() {}

    /** An empty buffer that is the caller's until it gives it back. */
    static StringBuilder take() {
        StringBuilder spare = SPARE.poll();
        return spare == null ? new StringBuilder(SHORTEST) : spare;
    }

    static void giveBack(StringBuilder buffer) {
        if (buffer.capacity() <= LONGEST_KEPT) {
            buffer.setLength(0);
            SPARE.offer(buffer);
        }
    }
}
