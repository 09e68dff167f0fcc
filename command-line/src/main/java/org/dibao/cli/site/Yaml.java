package org.dibao.cli.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * YAML as plain values: maps with texts as keys, lists, texts, numbers, truth values and null. No object is ever made of
 * it; of two members with one name the last counts, as in Jekyll.
 */
public final class Yaml {
    /** Of a file, characters. */
    public static final int MAX_CHARS = 4 * 1024 * 1024;

    private static final int MAX_ALIASES = 1000;
    /** Scalars, lists and maps, each alias counted as what it stands for. */
    private static final int MAX_VALUES = 500_000;

    private static final int MAX_DEPTH = 50;

    private int values;

    private Yaml() {}

    /** What is wrong with a text that cannot be read, in a sentence. */
    public static final class Fault extends Exception {
        private static final long serialVersionUID = 1;

        public Fault(String message) {
            super(message);
        }
    }

    /** @throws Fault if it is not YAML, or too large or too deep */
    public static @Nullable Object read(String text) throws Fault {
        return read(text, 1);
    }

    private static @Nullable Object read(String text, int firstLine) throws Fault {
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(MAX_CHARS)
                .setMaxAliasesForCollections(MAX_ALIASES)
                .setAllowRecursiveKeys(false)
                .setAllowDuplicateKeys(true)
                .setSchema(new CoreSchema())
                .build();
        try {
            return new Yaml().plain(new Load(settings).loadFromString(text), 0);
        } catch (MarkedYamlEngineException e) {
            throw new Fault(told(e, firstLine));
        } catch (YamlEngineException e) { // a limit
            throw new Fault(String.valueOf(e.getMessage()).lines().findFirst().orElse("it is not YAML"));
        } catch (StackOverflowError e) { // the library recurses; only the text can cause this
            throw new Fault("its lists and maps are nested too deeply");
        }
    }

    private static String told(MarkedYamlEngineException e, int firstLine) {
        return "it is not YAML"
                + e.getProblemMark()
                        .map(mark -> " at line " + (mark.getLine() + firstLine) + ", column " + (mark.getColumn() + 1))
                        .orElse("")
                + ": " + e.getProblem();
    }

    /** The same, if it is a map; empty if it is nothing. */
    public static Map<String, @Nullable Object> readMap(String text) throws Fault {
        return readMap(text, 1);
    }

    /** @param firstLine the number of the text's first line in its file */
    static Map<String, @Nullable Object> readMap(String text, int firstLine) throws Fault {
        Object value = read(text, firstLine);
        if (value == null) {
            return Map.of();
        }
        if (!(value instanceof Map<?, ?>)) {
            throw new Fault("it must consist of \"name: value\" lines");
        }
        return Values.map(value);
    }

    private @Nullable Object plain(@Nullable Object value, int depth) throws Fault {
        if (++values > MAX_VALUES) {
            throw new Fault("it has more than " + MAX_VALUES + " values");
        }
        if (depth > MAX_DEPTH) {
            throw new Fault("its lists and maps are nested more than " + MAX_DEPTH + " deep");
        }
        return switch (value) {
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> members = new LinkedHashMap<>();
                for (Map.Entry<?, ?> member : map.entrySet()) {
                    members.put(String.valueOf(member.getKey()), plain(member.getValue(), depth + 1));
                }
                yield members;
            }
            case List<?> list -> {
                List<@Nullable Object> items = new ArrayList<>();
                for (Object item : list) {
                    items.add(plain(item, depth + 1));
                }
                yield items;
            }
            case null -> null;
            case Boolean _, Number _ -> value;
            default -> String.valueOf(value);
        };
    }
}
