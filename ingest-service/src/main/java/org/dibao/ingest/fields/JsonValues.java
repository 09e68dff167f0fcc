package org.dibao.ingest.fields;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dibao.ingest.fields.Value.Mapping;
import org.dibao.ingest.fields.Value.Scalar;
import org.dibao.ingest.fields.Value.Sequence;
import org.dibao.support.problem.JsonFault;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Parses a JSON object into values. Numbers keep the digits they were written with. */
public final class JsonValues {
    private final JsonMapper mapper;
    private final String example;

    /**
     * @param maxDepth nesting depth of objects and arrays
     * @param maxChars of one string
     * @param example  of an object, for those who send something else
     */
    public JsonValues(int maxDepth, int maxChars, String example) {
        this.example = example;
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(maxDepth)
                        .maxStringLength(maxChars)
                        .maxNumberLength(100)
                        .maxNameLength(1000)
                        .build())
                .build();
        this.mapper = JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
    }

    /** @throws Refused if it is not a JSON object; the problem states line and column */
    public Mapping read(byte[] json) {
        // Decoded before parsing, so that invalid UTF-8 is reported as such and columns count characters.
        String text = Utf8.decode(json);
        JsonNode node;
        try {
            node = mapper.readTree(text);
        } catch (JacksonException e) {
            throw Refused.malformed("body", JsonFault.in(text, e));
        }
        if (!node.isObject()) {
            throw Refused.malformed("body", "the body is not a JSON object; send one, such as " + example);
        }
        return (Mapping) value(node);
    }

    private static Value value(JsonNode node) {
        if (node.isObject()) {
            Map<String, Value> members = new LinkedHashMap<>();
            node.properties().forEach(member -> members.put(member.getKey(), value(member.getValue())));
            return new Mapping(members);
        }
        if (node.isArray()) {
            List<Value> items = new ArrayList<>(node.size());
            node.forEach(item -> items.add(value(item)));
            return new Sequence(items);
        }
        return node.isNull() ? new Scalar("", true) : new Scalar(node.asString(), !node.isString());
    }
}
