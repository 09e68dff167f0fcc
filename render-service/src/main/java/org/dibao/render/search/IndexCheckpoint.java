package org.dibao.render.search;

import java.util.HashMap;
import java.util.Map;
import org.dibao.contract.article.Position;

/**
 * What an index was made from, as it stands in its commits.
 *
 * @param log      Kafka's id of the topic of events behind the view
 * @param position everything up to here is in it
 */
record IndexCheckpoint(String log, Position position) {
    /** Goes up when terms or fields change: an index of another format is made anew. */
    static final String FORMAT = "1";

    IndexCheckpoint at(Position other) {
        return new IndexCheckpoint(log, other);
    }

    Map<String, String> written() {
        return Map.of("format", FORMAT, "log", log, "position", position.toString());
    }

    /**
     * Why an index with these data cannot be gone on with; empty if it can.
     *
     * @param end the last position there is
     */
    static String refusal(Map<String, String> written, String log, Position end) {
        Map<String, String> data = new HashMap<>(written);
        if (!FORMAT.equals(data.get("format"))) {
            return "it was made by another release";
        }
        if (!log.equals(data.get("log"))) {
            return "it was made from other events";
        }
        String position = data.getOrDefault("position", "");
        if (!position.matches("-1|[0-9]{1,18}")) {
            return "it does not say how far it is";
        }
        return new Position(Long.parseLong(position)).isAfter(end)
                ? "it is ahead of the publications: " + position + " of " + end
                : "";
    }

    /** Of data that are not refused. */
    static IndexCheckpoint read(Map<String, String> written) {
        return new IndexCheckpoint(
                written.getOrDefault("log", ""), new Position(Long.parseLong(written.getOrDefault("position", "-1"))));
    }
}
