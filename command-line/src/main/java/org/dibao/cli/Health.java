package org.dibao.cli;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Reads a service's {@code /actuator/health}. */
final class Health {
    private Health() {}

    /**
     * Problems that do not stop the service from working, by the component that reports them, such as {@code theme}.
     */
    static Map<String, String> problems(String body) {
        Map<String, String> problems = new TreeMap<>();
        JsonNode health = LenientJson.read(body);
        health.path("components").properties().forEach(part -> {
            String problem = part.getValue().path("details").path("problem").asString("");
            if (!problem.isEmpty()) {
                problems.put(part.getKey(), problem);
            }
        });
        return problems;
    }
}
