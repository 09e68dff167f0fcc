package org.dibao.delivery.kafka;

/** What events take in memory, from the size of their records. */
final class EventMemory {
    /** An event's texts and its message take some twice the size of its record together. */
    static final int PER_BYTE = 2;

    private static final int PER_EVENT = 2_500;

    private EventMemory() {}

    /**
     * An estimate that is rather too high, in bytes.
     *
     * @param bytes the size of the records' values
     */
    static long of(long bytes, int events) {
        return PER_BYTE * bytes + (long) PER_EVENT * events;
    }
}
