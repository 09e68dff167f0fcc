package org.dibao.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Dibao's own metrics in Prometheus' text format. */
final class Metrics {
    /**
     * A metric for people.
     *
     * @param words  with a place for its value
     * @param silent the value at which there is nothing to tell; {@code NaN} if there always is
     */
    private record Words(String metric, String words, double silent) {
        private static Words of(String metric, String words) {
            return new Words(metric, words, Double.NaN);
        }

        /** Of a position, which is -1 as long as nothing was submitted. */
        private static Words upTo(String metric, String words) {
            return new Words(metric, words, -1);
        }
    }

    private static final String UNREAD = "records that could not be read, since the start: %,.0f";
    private static final String STOPPED = "cannot handle position %.0f, and tries it again";

    private static final List<Words> WORDS = List.of(
            Words.of("dibao_unpublished", "submissions whose pages are not fresh yet: %,.0f"),
            Words.upTo("dibao_store_position", "has decided everything up to position %.0f"),
            Words.of("dibao_store_lag_positions", "submissions not decided yet: %,.0f"),
            new Words("dibao_store_stopped_position", STOPPED, -1),
            new Words("dibao_store_dead_letters_total", UNREAD, 0),
            Words.upTo("dibao_render_position", "has made pages up to position %.0f"),
            Words.upTo("dibao_render_pages_position", "shows everything up to position %.0f"),
            Words.upTo("dibao_render_search_position", "finds everything up to position %.0f by search"),
            Words.of("dibao_render_lag_positions", "submissions without pages yet: %,.0f"),
            Words.of("dibao_render_search_lag_positions", "positions that are shown and not found yet: %,.0f"),
            new Words("dibao_render_stopped_position", STOPPED, -1),
            new Words("dibao_render_dead_letters_total", UNREAD, 0),
            Words.upTo("dibao_gateway_position", "serves everything up to position %.0f"),
            Words.of("dibao_gateway_lag_positions", "submissions not served yet: %,.0f"),
            new Words(
                    "dibao_gateway_dead_letters_waiting",
                    "records that could not be read: %,.0f; \"dibao dead-letters list\" shows them",
                    0),
            Words.of("dibao_delivery_lag", "positions still to be sent to the subscription furthest behind: %,.0f"));

    private Metrics() {}

    /** In words, with their units; names are for programs. */
    static List<String> words(Map<String, Double> standing) {
        List<String> lines = new ArrayList<>();
        for (Words words : WORDS) {
            standing.forEach((name, value) -> {
                if (name.replaceFirst("\\{.*", "").equals(words.metric()) && value != words.silent()) {
                    lines.add(String.format(Locale.ROOT, words.words(), value));
                }
            });
        }
        return lines;
    }

    /**
     * The metrics that show a service's progress: positions, lags, dead letters and unpublished records; labels stay in
     * the name.
     */
    static Map<String, Double> standing(String page) {
        Map<String, Double> found = new TreeMap<>();
        page.lines().filter(line -> line.startsWith("dibao_")).forEach(line -> {
            int space = line.lastIndexOf(' ');
            String name = space < 0 ? "" : line.substring(0, space);
            if (name.contains("position")
                    || name.contains("lag")
                    || name.contains("dead_letter")
                    || name.contains("unpublished")) {
                try {
                    found.put(name, Double.parseDouble(line.substring(space + 1)));
                } catch (NumberFormatException e) {
                    // Not a sample.
                }
            }
        });
        return found;
    }
}
