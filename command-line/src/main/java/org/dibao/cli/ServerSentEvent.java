package org.dibao.cli;

import java.util.Iterator;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One event of a stream (WHATWG HTML, section 9.2).
 *
 * @param id    the cursor, if this event or an earlier one had one
 * @param retry how long the server asks to wait before a reconnection, in milliseconds, if it said so so far
 */
record ServerSentEvent(
        @Nullable String id,
        String type,
        String data,
        @Nullable Long retry) {

    /**
     * Reads events line by line until the stream ends or the reader has had enough. Half an event at the end is
     * dropped.
     *
     * @param wantsMore receives an event and says whether to continue
     * @return whether the stream ended; false if the reader had enough
     */
    static boolean read(Iterator<String> lines, Predicate<ServerSentEvent> wantsMore) {
        String id = null;
        Long retry = null;
        String type = "message";
        var data = new StringBuilder();
        while (lines.hasNext()) {
            String line = lines.next();
            if (line.isEmpty()) {
                if (!data.isEmpty()
                        && !wantsMore.test(
                                new ServerSentEvent(id, type, data.substring(0, data.length() - 1), retry))) {
                    return false;
                }
                type = "message";
                data.setLength(0);
                continue;
            }
            int colon = line.indexOf(':');
            String field = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(colon + 1 + (line.startsWith(" ", colon + 1) ? 1 : 0));
            switch (field) {
                case "id" -> id = value;
                case "event" -> type = value;
                case "data" -> data.append(value).append('\n');
                case "retry" -> retry = value.matches("[0-9]{1,9}") ? Long.valueOf(value) : retry;
                default -> {}
            }
        }
        return true;
    }
}
