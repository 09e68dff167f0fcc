package org.dibao.acceptance.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A metric, as a service's {@code /actuator/prometheus} tells of it.
 *
 * @param type    {@code counter}, {@code gauge}, {@code histogram} or {@code summary}
 * @param meaning its description; empty: none
 * @param labels  what its values are told apart by
 */
record Metric(String name, String type, String meaning, List<String> labels) {
    private static final Pattern HELP = Pattern.compile("# HELP (dibao_\\w+) ?(.*)");
    private static final Pattern TYPE = Pattern.compile("# TYPE (dibao_\\w+) (\\w+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");

    /** Dibao's own metrics in what a service's endpoint answered; the greatest value of each distribution is left out. */
    static List<Metric> in(String exposition) {
        Map<String, String> meanings = new LinkedHashMap<>();
        List<Metric> all = new ArrayList<>();
        for (String line : exposition.split("\n")) {
            Matches.of(HELP.pattern(), line)
                    .ifPresent(it -> meanings.put(it.group(1), it.group(2).strip()));
            Matches.of(TYPE.pattern(), line).ifPresent(it -> {
                String name = it.group(1);
                all.add(new Metric(name, it.group(2), meanings.getOrDefault(name, ""), labels(name, exposition)));
            });
        }
        all.removeIf(it ->
                it.name().endsWith("_max") && meanings.containsKey(it.name().replaceFirst("_max$", "")));
        return all;
    }

    private static List<String> labels(String name, String exposition) {
        TreeSet<String> labels = new TreeSet<>();
        Matches.all(
                        Pattern.compile("^" + name + "(?:_bucket|_count|_sum|_max)?\\{(.*)} ", Pattern.MULTILINE),
                        exposition)
                .forEach(it -> Matches.all(LABEL, it.group(1)).forEach(label -> labels.add(label.group(1))));
        labels.remove("le");
        return List.copyOf(labels);
    }
}
