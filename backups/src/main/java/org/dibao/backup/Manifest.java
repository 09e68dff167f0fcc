package org.dibao.backup;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dibao.eventlog.LogIdentity;

/**
 * What a backup consists of. Whatever it names was durable before it was written; what it does not name belongs to no backup.
 *
 * @param format  {@value #FORMAT}
 * @param version the release that wrote it
 * @param made    when its last run ended
 * @param log     which log it is of
 * @param topics  in the order in which they are to be restored
 * @param keys    keys and settings that are not in the log
 * @param files   the pictures and downloads
 */
record Manifest(
        int format, String version, Instant made, LogIdentity log, List<Topic> topics, List<Kept> keys, Files files) {
    /** Of the manifest and all that it names. */
    static final int FORMAT = 1;

    /** A part of the log. */
    enum Role {
        ARTICLES,
        ARTICLES_DEAD_LETTERS,
        ARTICLE_EVENTS,
        ARTICLE_EVENTS_DEAD_LETTERS,
        PUBLICATIONS,
        OPERATIONS,
        SUBSCRIPTIONS,
        DELIVERY_PROGRESS;

        /** Whether only the latest record of each key counts, whatever its offset. */
        boolean compacted() {
            return this == SUBSCRIPTIONS || this == DELIVERY_PROGRESS;
        }
    }

    /**
     * One topic.
     *
     * @param partitions how many it has
     * @param end        the offset after its last record; of one that is compacted, how many records there are
     */
    record Topic(Role role, int partitions, long end, List<Records> records) {
        Topic {
            records = List.copyOf(records);
        }
    }

    /**
     * A file with a run of records.
     *
     * @param first the first one's offset
     * @param end   the offset after the last one
     */
    record Records(int partition, long first, long end, Kept kept) {}

    /**
     * A file in the backup.
     *
     * @param name   below its folder, with {@code /}
     * @param bytes  how long it is, as it lies there
     * @param sha256 of its bytes, as they lie there
     */
    record Kept(String name, long bytes, String sha256) {}

    /**
     * The files under {@code files/}, each named by its hash.
     *
     * @param bytes all of them together, as they lie there
     */
    record Files(long count, long bytes) {}

    Manifest {
        topics = List.copyOf(topics);
        keys = List.copyOf(keys);
    }

    Optional<Topic> topic(Role role) {
        return topics.stream().filter(topic -> topic.role() == role).findFirst();
    }

    /** How many positions it has. */
    long end() {
        return topic(Role.ARTICLES).map(Topic::end).orElse(0L);
    }
}
