package org.dibao.acceptance.chaos.truth;

import org.dibao.acceptance.client.Event;
import tools.jackson.databind.JsonNode;

/**
 * What became of a submission.
 *
 * @param outcome  its name; of a rejected one with the problem, as in {@code rejected path-taken}; of a repeated one with the first
 *                 position
 * @param revision that the article or file has now; 0 if the outcome does not say
 */
public record Decision(String outcome, int revision) {

    static Decision of(String outcome, int revision) {
        return new Decision(outcome, revision);
    }

    static Decision rejected(String problem) {
        return new Decision("rejected " + problem, 0);
    }

    /** @param event of the topic {@code article-events} */
    public static Decision of(Event event) {
        JsonNode outcome = event.value().path("outcome");
        String type = outcome.path("type").asString("");
        return switch (type) {
            case "rejected" -> rejected(outcome.at("/problem/type").asString(""));
            case "repeated" -> of("repeated " + outcome.path("first").asLong(), 0);
            case "published", "revised", "moved" ->
                of(type, outcome.at("/article/revision").asInt());
            default -> of(type, outcome.path("revision").asInt(0));
        };
    }
}
