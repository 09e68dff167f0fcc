package org.dibao.ingest.fields;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.dibao.contract.text.Quoted;
import org.dibao.ingest.fields.Value.Mapping;
import org.dibao.ingest.fields.Value.Scalar;
import org.dibao.ingest.fields.Value.Sequence;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one article, taken one by one: those that nobody takes are {@link #rest() the rest}. Each method takes
 * a field, throws {@link Refused} with its name if its value has another type, and treats an empty field as absent. Not
 * thread-safe.
 */
public final class Fields {
    private static final Pattern WHITE = Pattern.compile("[\\s\\p{Z}]+");

    private static final Pattern COMMA = Pattern.compile("[,，、]");

    private final Map<String, Value> left;
    private final List<String> warnings = new ArrayList<>();

    public Fields(Mapping mapping) {
        this.left = new LinkedHashMap<>(mapping.members());
    }

    /** Whether the field exists and is not empty. */
    public boolean has(String name) {
        Value value = left.get(name);
        return value != null && !isNothing(value);
    }

    /** Whether the field exists; it may be empty. */
    public boolean contains(String name) {
        return left.containsKey(name);
    }

    /** One line of text, with each run of white space collapsed to a single space; absent if it is empty. */
    public @Nullable String line(String name, int maxChars) {
        return line(name, maxChars, UnaryOperator.identity());
    }

    /** One line of the converted text; absent if that is empty. */
    public @Nullable String line(String name, int maxChars, UnaryOperator<String> reading) {
        String text = text(name);
        String line = text == null ? "" : line(name, reading.apply(text), maxChars);
        return line.isEmpty() ? null : line;
    }

    /** Text as it was written. */
    public @Nullable String text(String name) {
        Value value = take(name);
        if (value == null || isNothing(value)) {
            return null;
        }
        if (!(value instanceof Scalar scalar)) {
            throw Refused.field(name, name + " must be text, not " + kind(value));
        }
        return wellFormed(name, scalar.text());
    }

    public @Nullable Boolean truth(String name) {
        Value value = take(name);
        if (value == null || isNothing(value)) {
            return null;
        }
        Boolean truth = value instanceof Scalar scalar ? Scalars.truth(scalar) : null;
        if (truth == null) {
            throw Refused.field(
                    name,
                    name + ": " + (value instanceof Scalar scalar ? Quoted.of(scalar.text()) : kind(value))
                            + " is not true or false");
        }
        return truth;
    }

    /** Whether it is a boolean. */
    public static boolean isTruth(Value value) {
        return value instanceof Scalar scalar && Scalars.truth(scalar) != null;
    }

    /**
     * Names under a plural key: a text is split at white space, as in Jekyll; a list has one name per item. A text
     * under a singular key is one name.
     */
    public List<String> names(String plural, String singular, int maxNames, int maxChars) {
        Set<String> names = new LinkedHashSet<>();
        String named = left.containsKey(plural) ? plural : singular;
        if (left.get(plural) instanceof Scalar words) {
            take(plural);
            if (!words.isNull()) {
                if (COMMA.matcher(words.text()).find()) {
                    warnings.add("\"" + plural + "\" is the text " + Quoted.of(words.text())
                            + ", which is split at spaces only, as in Jekyll, so that commas become part of names: write a"
                            + " list, such as [\"Snow\", \"Ice\"]");
                }
                Arrays.stream(WHITE.split(words.text().strip())).forEach(word -> add(plural, word, maxChars, names));
            }
        } else {
            collect(plural, take(plural), maxChars, names);
        }
        collect(singular, take(singular), maxChars, names);
        return few(named, names, maxNames, "; the setting dibao.ingest.limits." + plural + " allows more");
    }

    /** What the sender may not have meant by the fields that were taken. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** The items of a list of texts, or a single text. */
    public List<String> items(String name, int maxItems, int maxChars) {
        Set<String> items = new LinkedHashSet<>();
        collect(name, take(name), maxChars, items);
        return few(name, items, maxItems, "");
    }

    /** The field's raw value, for the caller to interpret. */
    public @Nullable Value take(String name) {
        return left.remove(name);
    }

    /** Puts a field back, to be kept with the rest. */
    public void keep(String name, Value value) {
        left.put(name, value);
    }

    /** The names of the remaining fields. */
    public Set<String> names() {
        return Set.copyOf(left.keySet());
    }

    /** The remaining fields as JSON values, sorted by name. Empty values are left out. */
    public Map<String, Object> rest() {
        Map<String, Object> rest = new TreeMap<>();
        left.forEach((name, value) -> {
            Object json = Scalars.json(value);
            if (json != null) {
                wellFormed("extra", name);
                rest.put(name, json);
            }
        });
        return rest;
    }

    /** Whether the value is empty. */
    public static boolean isNothing(Value value) {
        return value instanceof Scalar scalar
                && (scalar.isNull() || scalar.text().isBlank());
    }

    /** One line of text, with each run of white space collapsed to a single space. */
    public static String line(String name, String text, int maxChars) {
        String line = WHITE.matcher(wellFormed(name, text)).replaceAll(" ").strip();
        if (line.codePoints().allMatch(c -> Character.getType(c) == Character.FORMAT)) {
            return ""; // no visible characters
        }
        if (line.length() > maxChars) {
            throw Refused.field(
                    name, name + " has " + line.length() + " characters; at most " + maxChars + " are allowed");
        }
        if (line.chars().anyMatch(Character::isISOControl)) {
            throw Refused.field(name, name + " contains a control character");
        }
        return line;
    }

    /** Names without duplicates, compared by key. */
    public static List<String> once(Collection<String> names, UnaryOperator<String> key) {
        Map<String, String> once = new LinkedHashMap<>();
        names.forEach(name -> once.putIfAbsent(key.apply(name), name));
        return List.copyOf(once.values());
    }

    private static List<String> few(String name, Set<String> items, int max, String remedy) {
        if (items.size() > max) {
            throw Refused.field(
                    name, "an article has at most " + max + " " + name + ", this one has " + items.size() + remedy);
        }
        return new ArrayList<>(items);
    }

    private static void collect(String name, @Nullable Value value, int maxChars, Set<String> into) {
        switch (value) {
            case null -> {}
            case Scalar scalar -> {
                if (!scalar.isNull()) {
                    add(name, scalar.text(), maxChars, into);
                }
            }
            case Sequence sequence -> sequence.items().forEach(item -> collect(name, item, maxChars, into));
            case Mapping mapping ->
                throw Refused.field(name, name + " must be a text or a list of texts, not " + kind(mapping));
        }
    }

    private static void add(String name, String item, int maxChars, Set<String> into) {
        String line = line(name, item, maxChars);
        if (!line.isEmpty()) {
            into.add(line);
        }
    }

    private static String kind(Value value) {
        return switch (value) {
            case Scalar _ -> "text";
            case Sequence _ -> "a list";
            case Mapping _ -> "a map";
        };
    }

    /** @throws Refused if it contains a lone surrogate, which UTF-8 cannot encode */
    public static String wellFormed(String name, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw Refused.field(
                        name,
                        name + " contains half a character (a lone surrogate, \\u" + Integer.toHexString(c) + ")");
            }
        }
        return text;
    }
}
