package org.dibao.acceptance.reference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What watches which metric.
 *
 * @param expressions by the name of the alert in code, or the title of the panel: alerts first, as they stand in their files
 */
record Watched(Map<String, String> expressions) {
    private static final Path MONITORING = Checkout.root().resolve("docker/monitoring");
    private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)\\n +expr: (.+)");

    static Watched read() {
        Map<String, String> expressions = new LinkedHashMap<>();
        try {
            Matches.all(ALERT, Files.readString(MONITORING.resolve("alerts.yml")))
                    .forEach(alert -> expressions.put("`" + alert.group(1) + "`", alert.group(2)));
            JsonNode dashboard =
                    JsonMapper.shared().readTree(Files.readString(MONITORING.resolve("grafana/dashboards/dibao.json")));
            for (JsonNode panel : dashboard.path("panels")) {
                StringBuilder asked = new StringBuilder();
                panel.path("targets")
                        .forEach(target ->
                                asked.append(target.path("expr").asString("")).append('\n'));
                expressions.put(panel.path("title").asString(""), asked.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Watched(expressions);
    }

    /** The alerts that ask for a metric, or else the panels of the dashboard. */
    List<String> by(String metric) {
        Pattern asks = Pattern.compile("\\b" + metric + "(?:_bucket|_count|_sum|_max)?\\b");
        List<String> all = new ArrayList<>();
        expressions.forEach((name, expression) -> {
            if (asks.matcher(expression).find()) {
                all.add(name);
            }
        });
        List<String> alerts = all.stream().filter(name -> name.startsWith("`")).toList();
        return alerts.isEmpty() ? all : alerts;
    }
}
