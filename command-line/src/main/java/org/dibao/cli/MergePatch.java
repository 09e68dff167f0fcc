package org.dibao.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Changes by hand, of the site's settings or of an article's fields, as JSON Merge Patches (RFC 7396). */
final class MergePatch {
    private static final String FILES = "files.";

    private MergePatch() {}

    /** Gives each setting or field, such as {@code feed.size=50}, its value. */
    static ObjectNode of(List<String> settings) {
        ObjectNode patch = LenientJson.MAPPER.createObjectNode();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            if (equals <= 0) {
                throw new CommandFailed(
                        Exit.USAGE, "\"" + setting + "\" has no value: write it as title=\"River Gazette\".");
            }
            String key = setting.substring(0, equals);
            String text = setting.substring(equals + 1);
            List<String> names = names(key);
            ObjectNode inner = patch;
            for (String name : names.subList(0, names.size() - 1)) {
                inner = inner.withObjectProperty(name);
            }
            inner.set(names.getLast(), key.startsWith(FILES) ? file(text) : value(text));
        }
        return patch;
    }

    /** From the outside in. A file's name keeps its dots. */
    static List<String> names(String key) {
        return key.startsWith(FILES) ? List.of("files", key.substring(FILES.length())) : List.of(key.split("\\."));
    }

    /** The text itself, or with {@code @} that of the file named after it; nothing: no such file. */
    private static JsonNode file(String text) {
        if (!text.startsWith("@")) {
            return text.isEmpty()
                    ? LenientJson.MAPPER.nullNode()
                    : LenientJson.MAPPER.getNodeFactory().stringNode(text);
        }
        String file = text.substring(1);
        try {
            return LenientJson.MAPPER.getNodeFactory().stringNode(Files.readString(Path.of(file)));
        } catch (CharacterCodingException e) {
            throw new CommandFailed(
                    Exit.USAGE, file + " is not a text in UTF-8. \"dibao assets put\" takes pictures and other files.");
        } catch (IOException | InvalidPathException e) {
            throw new CommandFailed(Exit.USAGE, "Cannot read the file " + file + ".");
        }
    }

    private static JsonNode value(String text) {
        if (text.isEmpty()) {
            return LenientJson.MAPPER.nullNode();
        }
        try {
            return LenientJson.MAPPER.readTree(text);
        } catch (JacksonException e) {
            return LenientJson.MAPPER.getNodeFactory().stringNode(text);
        }
    }

    /** What makes one of the other. */
    static ObjectNode difference(JsonNode before, JsonNode after) {
        ObjectNode patch = LenientJson.MAPPER.createObjectNode();
        for (Map.Entry<String, JsonNode> member : before.properties()) {
            if (!after.has(member.getKey())) {
                patch.putNull(member.getKey());
            }
        }
        for (Map.Entry<String, JsonNode> member : after.properties()) {
            JsonNode old = before.path(member.getKey());
            JsonNode now = member.getValue();
            if (!now.equals(old)) {
                patch.set(member.getKey(), old.isObject() && now.isObject() ? difference(old, now) : now);
            }
        }
        return patch;
    }
}
