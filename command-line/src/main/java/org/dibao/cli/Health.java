package org.dibao.cli;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** What a service's {@code /actuator/health} says. */
final class Health {
    private Health() {}

    /** What is wrong and does not keep the service from its work, by the part that tells it, as {@code theme}. */
    static Map<String, String> problems(String body) {
        Map<String, String> problems = new TreeMap<>();
        JsonNode health = Json.read(body);
        health.path("components").properties().forEach(part -> {
            String problem = part.getValue().path("details").path("problem").asString("");
            if (!problem.isEmpty()) {
                problems.put(part.getKey(), problem);
            }
        });
        return problems;
    }
}
