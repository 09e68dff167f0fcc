package org.dibao.ingest.frontmatter;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dibao.ingest.fields.Refused;
import org.dibao.ingest.fields.Value;
import org.dibao.ingest.fields.Value.Mapping;
import org.dibao.ingest.fields.Value.Scalar;
import org.dibao.ingest.fields.Value.Sequence;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Builds values from the parser's events, without recursion, types or tags, so that depth and the expansion of aliases
 * are checked as they occur. Of two members with the same name the last counts, and {@code <<} merges, as in Jekyll.
 */
final class YamlReader {
    private final FrontMatterLimits limits;
    private final LoadSettings settings;

    private final String what;
    private final int firstLine;

    /**
     * @param what      the text is, as in {@code the front matter}
     * @param firstLine its number in the file
     */
    YamlReader(FrontMatterLimits limits, String what, int firstLine) {
        this.limits = limits;
        this.what = what;
        this.firstLine = firstLine;
        this.settings = LoadSettings.builder()
                .setLabel("front matter")
                .setCodePointLimit(limits.maxChars())
                .setMaxAliasesForCollections(limits.maxAliases())
                .setParseComments(false)
                .build();
    }

    /** @throws Refused if it is not YAML, not a map, or exceeds the limits */
    Mapping read(String yaml) {
        return switch (value(yaml)) {
            case null -> new Mapping(Map.of());
            case Mapping mapping -> mapping;
            case Scalar scalar when scalar.isNull() -> new Mapping(Map.of());
            default -> throw broken("it must consist of \"name: value\" lines");
        };
    }

    /** @throws Refused if it is not YAML or exceeds the limits */
    @Nullable
    Value value(String yaml) {
        Building building = new Building();
        try {
            for (Event event : new Parse(settings).parseString(yaml)) {
                building.on(event);
            }
        } catch (YamlEngineException e) {
            throw broken(YamlFaults.told(e, firstLine));
        }
        return building.root;
    }

    private Refused broken(String why) {
        return Refused.malformed("front matter", what + " cannot be read: " + why);
    }

    private final class Building {
        private final Deque<Open> open = new ArrayDeque<>();
        private final Map<Anchor, Value> anchors = new HashMap<>();
        private @Nullable Value root;
        private int aliases;

        void on(Event event) {
            switch (event) {
                case ScalarEvent scalar -> {
                    Scalar value = new Scalar(scalar.getValue(), scalar.getScalarStyle() == ScalarStyle.PLAIN);
                    add(value, scalar.getAnchor());
                }
                case AliasEvent alias -> {
                    if (++aliases > limits.maxAliases()) {
                        throw broken("it has more than " + limits.maxAliases() + " aliases");
                    }
                    Value value = anchors.get(alias.getAlias());
                    if (value == null) {
                        throw broken("the alias *" + alias.getAlias() + " refers to nothing before it");
                    }
                    add(value, Optional.empty());
                }
                case CollectionStartEvent start -> {
                    if (open.size() >= limits.maxDepth()) {
                        throw broken("its lists and maps are nested more than " + limits.maxDepth() + " deep");
                    }
                    open.push(new Open(start instanceof MappingStartEvent, start.getAnchor()));
                }
                default -> {
                    if (event.getEventId() == Event.ID.MappingEnd || event.getEventId() == Event.ID.SequenceEnd) {
                        Open done = open.pop();
                        add(done.value(), done.anchor);
                    }
                }
            }
        }

        private void add(Value value, Optional<Anchor> anchor) {
            anchor.ifPresent(name -> anchors.put(name, value));
            Open parent = open.peek();
            if (parent == null) {
                root = value;
            } else {
                parent.add(value);
            }
        }
    }

    private final class Open {
        private final boolean mapping;
        private final Optional<Anchor> anchor;
        private final List<Value> items = new ArrayList<>();
        private final Map<String, Value> members = new LinkedHashMap<>();
        private @Nullable String name;
        private long size;

        Open(boolean mapping, Optional<Anchor> anchor) {
            this.mapping = mapping;
            this.anchor = anchor;
        }

        void add(Value value) {
            size += value.size();
            if (size > limits.maxValues()) {
                throw broken("it has more than " + limits.maxValues() + " values");
            }
            if (!mapping) {
                items.add(value);
            } else if (name == null) {
                if (!(value instanceof Scalar key)) {
                    throw broken("a name must be a word, not a list or a map");
                }
                name = key.text();
            } else {
                if (name.equals("<<") && value instanceof Mapping merged) {
                    merged.members().forEach(members::putIfAbsent);
                } else {
                    members.put(name, value);
                }
                name = null;
            }
        }

        Value value() {
            return mapping ? new Mapping(members) : new Sequence(items);
        }
    }
}
