package org.dibao.ingest.patches;

import java.util.Map;
import org.dibao.contract.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON Merge Patch (RFC 7396). */
final class MergePatch {
    private MergePatch() {}

    /** What a patch removes, under its names, and nothing else. */
    static ObjectNode removals(ObjectNode patch) {
        ObjectNode removals = Json.mapper().createObjectNode();
        for (Map.Entry<String, JsonNode> change : patch.properties()) {
            if (change.getValue().isNull()) {
                removals.putNull(change.getKey());
            } else if (change.getValue() instanceof ObjectNode inner) {
                ObjectNode within = removals(inner);
                if (!within.isEmpty()) {
                    removals.set(change.getKey(), within);
                }
            }
        }
        return removals;
    }

    /** The target with the patch applied: {@code null} removes a member, an object is merged, all else replaces. */
    static JsonNode apply(JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            return patch;
        }
        ObjectNode merged = target instanceof ObjectNode object
                ? object.deepCopy()
                : Json.mapper().createObjectNode();
        for (Map.Entry<String, JsonNode> change : changes.properties()) {
            if (change.getValue().isNull()) {
                merged.remove(change.getKey());
            } else {
                merged.set(change.getKey(), apply(merged.path(change.getKey()), change.getValue()));
            }
        }
        return merged;
    }
}
