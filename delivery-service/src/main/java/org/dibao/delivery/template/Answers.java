package org.dibao.delivery.template;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.dibao.contract.json.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * What a product's answers mean. Some products answer 200 whatever happens, and say in the body how it went.
 *
 * @param delivered what a 2xx must say besides; empty: nothing
 * @param tooMany   what says that there were too many messages; any one of them
 * @param gone      what says that this address will never take a message again; any one of them
 * @param pause     how long to wait after too many messages if the answer does not say
 */
record Answers(
        Said delivered,
        List<Said> tooMany,
        List<Said> gone,
        @Nullable Duration pause) {
    /** For products whose status says how it went. */
    static final Answers PLAIN_HTTP = new Answers(new Said(null, null, null), List.of(), List.of(), null);

    @SuppressWarnings({"ConstantValue", "RedundantNullCheck"}) // what a file leaves out arrives as null
    Answers {
        delivered = delivered == null ? new Said(null, null, null) : delivered;
        tooMany = tooMany == null ? List.of() : List.copyOf(tooMany);
        gone = gone == null ? List.of() : List.copyOf(gone);
    }

    /**
     * Part of an answer.
     *
     * @param status the HTTP status; absent: any
     * @param json   members of the body, and the values that they have
     * @param text   what the body contains
     */
    record Said(
            @Nullable Integer status,
            @Nullable Map<String, JsonNode> json,
            @Nullable String text) {
        boolean in(int answered, String body) {
            return (status == null || status == answered)
                    && (text == null || body.contains(text))
                    && (json == null || says(body, json));
        }

        private static boolean says(String body, Map<String, JsonNode> json) {
            JsonNode read = read(body);
            return json.entrySet().stream()
                    .allMatch(member -> read.path(member.getKey()).equals(member.getValue()));
        }

        private static JsonNode read(String body) {
            try {
                return Json.read(body, JsonNode.class);
            } catch (JacksonException e) {
                return MissingNode.getInstance();
            }
        }
    }

    boolean isDelivered(int status, String body) {
        return status / 100 == 2 && delivered.in(status, body);
    }

    boolean isTooMany(int status, String body) {
        return status == 429 || tooMany.stream().anyMatch(said -> said.in(status, body));
    }

    boolean isGone(int status, String body) {
        return status == 410 || gone.stream().anyMatch(said -> said.in(status, body));
    }
}
