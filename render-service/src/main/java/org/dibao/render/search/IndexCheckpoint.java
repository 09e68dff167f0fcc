package org.dibao.render.search;

import java.util.HashMap;
import java.util.Map;
import org.dibao.contract.article.Position;

/**
 * The state that an index was built from, stored with its commits.
 *
 * @param log      Kafka's id of the topic of events that the view was built from
 * @param position the index contains everything up to here
 * @param generation grows with each rebuild that was asked for
 */
record IndexCheckpoint(String log, Position position, int generation) {
    /** Incremented when terms or fields change: an index in another format is rebuilt. */
    static final String FORMAT = "2";

    IndexCheckpoint at(Position other) {
        return new IndexCheckpoint(log, other, generation);
    }

    Map<String, String> written() {
        return Map.of(
                "format",
                FORMAT,
                "log",
                log,
                "position",
                position.toString(),
                "generation",
                Integer.toString(generation));
    }

    /**
     * Why an index with this commit data cannot be used; empty if it can.
     *
     * @param end the last position
     */
    static String refusal(Map<String, String> written, String log, Position end) {
        Map<String, String> data = new HashMap<>(written);
        if (!FORMAT.equals(data.get("format"))) {
            return "it was built by another release";
        }
        if (!log.equals(data.get("log"))) {
            return "it was built from other events";
        }
        String position = data.getOrDefault("position", "");
        if (!position.matches("-1|[0-9]{1,18}")) {
            return "it does not state its position";
        }
        return new Position(Long.parseLong(position)).isAfter(end)
                ? "it is ahead of the publications: " + position + " of " + end
                : "";
    }

    /** Reads commit data that were not refused. */
    static IndexCheckpoint read(Map<String, String> written) {
        return new IndexCheckpoint(
                written.getOrDefault("log", ""),
                new Position(Long.parseLong(written.getOrDefault("position", "-1"))),
                Integer.parseInt(written.getOrDefault("generation", "0")));
    }
}
