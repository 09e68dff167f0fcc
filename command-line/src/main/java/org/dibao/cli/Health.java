package org.dibao.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Reads a service's {@code /actuator/health}. */
public final class Health {
    private static final String DETAILS = "details";
    private static final String SINCE = "since";

    private Health() {}

    /**
     * Why a service is not well, in words, as the components say that are not; the answer itself if it is another one.
     */
    public static String reasons(String body) {
        List<String> reasons = new ArrayList<>();
        for (JsonNode part : LenientJson.read(body).path("components")) {
            if (!part.path("status").asString("UP").equals("UP")) {
                part.path(DETAILS).properties().forEach(detail -> {
                    if (detail.getValue().isString() && !detail.getKey().equals(SINCE)) {
                        reasons.add(detail.getValue().asString());
                    }
                });
            }
        }
        return reasons.isEmpty() ? body : String.join("; ", reasons);
    }

    /**
     * Problems that do not stop the service from working, by the component that reports them, such as {@code theme}.
     */
    static Map<String, String> problems(String body) {
        Map<String, String> problems = new TreeMap<>();
        JsonNode health = LenientJson.read(body);
        health.path("components").properties().forEach(part -> {
            String problem = part.getValue().path(DETAILS).path("problem").asString("");
            if (!problem.isEmpty()) {
                problems.put(part.getKey(), problem);
            }
        });
        return problems;
    }
}
