package org.dibao.acceptance.sample;

import java.util.concurrent.atomic.AtomicInteger;

/** Words that no other test uses, nor another run against the same system. */
public final class Unique {
    private static final String RUN = Long.toString(System.currentTimeMillis(), 36);
    private static final AtomicInteger COUNT = new AtomicInteger();

    private Unique() {}

    /** Lower-case letters and digits, with the given beginning. */
    public static String word(String beginning) {
        return beginning + RUN + "x" + Integer.toString(COUNT.incrementAndGet(), 36);
    }
}
