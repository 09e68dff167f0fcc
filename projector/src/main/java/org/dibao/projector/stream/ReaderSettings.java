package org.dibao.projector.stream;

/**
 * How a log is read.
 *
 * @param topic    a topic with a single partition
 * @param instance this instance's name in its group, stable across restarts, so that it rejoins the group at once;
 *                 unique to the instance
 * @param pollSize maximum number of records handed over at once
 */
public record ReaderSettings(String topic, String instance, int pollSize) {
    public ReaderSettings {
        if (instance.isBlank()) {
            throw new IllegalArgumentException("the instance name is empty; give each instance its own");
        }
        if (pollSize < 1) {
            throw new IllegalArgumentException("pollSize must be at least 1");
        }
    }
}
