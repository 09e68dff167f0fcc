package org.dibao.projector.stream;

/**
 * How a log is read.
 *
 * @param topic    of one partition
 * @param instance names this instance within its group, stable over restarts, so that it is back in the group at once; each
 *                 instance has its own
 * @param pollSize records handed over at once at most
 */
public record ReaderSettings(String topic, String instance, int pollSize) {
    public ReaderSettings {
        if (instance.isBlank()) {
            throw new IllegalArgumentException("an instance has a name; give each instance its own");
        }
        if (pollSize < 1) {
            throw new IllegalArgumentException("at least one record is read at once");
        }
    }
}
