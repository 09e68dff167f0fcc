package org.dibao.cli;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Lenient JSON parsing: what cannot be parsed becomes a missing node, never an exception. */
final class LenientJson {
    static final JsonMapper MAPPER = JsonMapper.builder().build();

    private LenientJson() {}

    static JsonNode read(String text) {
        if (text.isBlank()) {
            return MissingNode.getInstance();
        }
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }
}
