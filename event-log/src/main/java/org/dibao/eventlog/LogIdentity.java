package org.dibao.eventlog;

import java.util.List;
import java.util.stream.Stream;
import org.dibao.contract.article.Position;
import org.dibao.contract.wire.Topics;
import org.jspecify.annotations.Nullable;

/**
 * Which log this is. A log that was restored from a backup is another one, since it may go on differently, but has its records up to
 * some position in common with the one that was backed up: whoever has read no further simply goes on.
 *
 * @param id        a short text of letters, digits, {@code -} and {@code _}, other for every log
 * @param ancestors the logs that it continues, the oldest first
 */
public record LogIdentity(String id, List<Ancestor> ancestors) {
    /** Of the topic's random id, in base64: 48 bits tell the logs apart that anybody may confuse. */
    private static final int LENGTH = 8;

    /**
     * A log that another one continues.
     *
     * @param last the last position that both have in common
     */
    public record Ancestor(String log, Position last) {}

    public LogIdentity {
        ancestors = List.copyOf(ancestors);
    }

    /** A log that continues no other. */
    public static LogIdentity of(String id) {
        return new LogIdentity(id, List.of());
    }

    /**
     * The identity of the log in Kafka, which is created if there is none. Blocks.
     *
     * @throws TopicProblem   if a topic is not set up as required
     * @throws LogUnavailable if the broker does not answer
     */
    public static LogIdentity of(KafkaSettings kafka, TopicSettings topics) {
        String id = TopicSetup.createOrVerify(kafka, topics.articles(), topics.replication())
                .toString()
                .substring(0, LENGTH);
        return new LogIdentity(id, Lineage.read(kafka, Topics.lineageOf(topics.articles()), id));
    }

    /** Records in Kafka that this log, which is there, continues its ancestors. Blocks. */
    public void keep(KafkaSettings kafka, TopicSettings topics) {
        Lineage.write(kafka, Topics.lineageOf(topics.articles()), topics.replication(), this);
    }

    /** The last position that a log has in common with this one; absent if it has none. */
    public @Nullable Position inCommonWith(String log) {
        if (log.equals(id)) {
            return new Position(Long.MAX_VALUE);
        }
        return ancestors.stream()
                .filter(ancestor -> ancestor.log().equals(log))
                .map(Ancestor::last)
                .findFirst()
                .orElse(null);
    }

    /** The id of the log in which a position came to be. */
    public String at(Position position) {
        return ancestors.stream()
                .filter(ancestor -> ancestor.last().isAtLeast(position))
                .map(Ancestor::log)
                .findFirst()
                .orElse(id);
    }

    /**
     * What a log of another id is that has this one's records up to a position.
     *
     * @param next its id
     */
    public LogIdentity continuedBy(String next, Position last) {
        List<Ancestor> all = Stream.concat(ancestors.stream(), Stream.of(new Ancestor(id, last)))
                .map(ancestor -> last.isAtLeast(ancestor.last()) ? ancestor : new Ancestor(ancestor.log(), last))
                .toList();
        return new LogIdentity(next, all);
    }
}
