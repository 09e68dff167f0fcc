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
import org.dibao.ingest.fields.Value.Mapping;
import org.dibao.ingest.fields.Value.Scalar;
import org.dibao.ingest.fields.Value.Sequence;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one article, taken one after another: what nobody takes is {@link #rest() the rest}. Each method takes the
 * field, throws {@link Refused} with its name if it holds something else, and finds it absent if it is empty. Not for
 * several threads.
 */
public final class Fields {
    private static final Pattern WHITE = Pattern.compile("[\\s\\p{Z}]+");

    private final Map<String, Value> left;

    public Fields(Mapping mapping) {
        this.left = new LinkedHashMap<>(mapping.members());
    }

    /** Whether there is such a field and it holds something. */
    public boolean has(String name) {
        Value value = left.get(name);
        return value != null && !isNothing(value);
    }

    /** Whether there is such a field, though it may be empty. */
    public boolean contains(String name) {
        return left.containsKey(name);
    }

    /** One line of text: white space within is one space; absent if it is empty. */
    public @Nullable String line(String name, int maxChars) {
        return line(name, maxChars, UnaryOperator.identity());
    }

    /** One line of what is made from the text; absent if that is empty. */
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
            throw Refused.field(name, name + " is text, not " + kind(value));
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
            throw Refused.field(name, name + " is true or false");
        }
        return truth;
    }

    /** Whether it says true or false. */
    public static boolean isTruth(Value value) {
        return value instanceof Scalar scalar && Scalars.truth(scalar) != null;
    }

    /**
     * Names under a plural key: a text is split at white space, as Jekyll does, and a list is taken item by item.
     * Names under a singular key are whole.
     */
    public List<String> names(String plural, String singular, int maxNames, int maxChars) {
        Set<String> names = new LinkedHashSet<>();
        String named = left.containsKey(plural) ? plural : singular;
        if (left.get(plural) instanceof Scalar words) {
            take(plural);
            if (!words.isNull()) {
                Arrays.stream(WHITE.split(words.text().strip())).forEach(word -> add(plural, word, maxChars, names));
            }
        } else {
            collect(plural, take(plural), maxChars, names);
        }
        collect(singular, take(singular), maxChars, names);
        return few(named, names, maxNames);
    }

    /** Items of a text (one) or a list of texts. */
    public List<String> items(String name, int maxItems, int maxChars) {
        Set<String> items = new LinkedHashSet<>();
        collect(name, take(name), maxChars, items);
        return few(name, items, maxItems);
    }

    /** The field as it is, to be looked at by the caller. */
    public @Nullable Value take(String name) {
        return left.remove(name);
    }

    /** Gives a field back, to be kept with the rest. */
    public void keep(String name, Value value) {
        left.put(name, value);
    }

    /** The names of the fields that nobody took. */
    public Set<String> names() {
        return Set.copyOf(left.keySet());
    }

    /** What nobody took, as JSON values, in the order of the names. Empty values are left out. */
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

    /** Whether it says that there is nothing. */
    public static boolean isNothing(Value value) {
        return value instanceof Scalar scalar
                && (scalar.isNull() || scalar.text().isBlank());
    }

    /** One line of text: white space within is one space. */
    public static String line(String name, String text, int maxChars) {
        String line = WHITE.matcher(wellFormed(name, text)).replaceAll(" ").strip();
        if (line.codePoints().allMatch(c -> Character.getType(c) == Character.FORMAT)) {
            return ""; // nothing that can be seen
        }
        if (line.length() > maxChars) {
            throw Refused.field(
                    name, name + " has " + line.length() + " characters; at most " + maxChars + " are allowed");
        }
        if (line.chars().anyMatch(Character::isISOControl)) {
            throw Refused.field(name, name + " holds a control character");
        }
        return line;
    }

    /** Names without those that are the same as one before, as a key tells. */
    public static List<String> once(Collection<String> names, UnaryOperator<String> key) {
        Map<String, String> once = new LinkedHashMap<>();
        names.forEach(name -> once.putIfAbsent(key.apply(name), name));
        return List.copyOf(once.values());
    }

    private static List<String> few(String name, Set<String> items, int max) {
        if (items.size() > max) {
            throw Refused.field(name, "an article has at most " + max + " " + name + ", this one has " + items.size());
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
                throw Refused.field(name, name + " is a text or a list of texts, not " + kind(mapping));
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

    /** @throws Refused if half of a surrogate pair stands alone, which no UTF-8 can hold */
    public static String wellFormed(String name, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw Refused.field(
                        name, name + " holds half a character (a lone surrogate, \\u" + Integer.toHexString(c) + ")");
            }
        }
        return text;
    }
}
