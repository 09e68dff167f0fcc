package org.dibao.cli;

import java.util.Map;
import java.util.TreeMap;

/** Dibao's own metrics in Prometheus' text format. */
final class Metrics {
    private Metrics() {}

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
