package org.dibao.delivery.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.dibao.contract.article.Position;
import org.dibao.contract.text.Quoted;
import org.dibao.delivery.channel.Channel;
import org.dibao.delivery.channel.InvalidSubscription;
import org.dibao.delivery.subscription.SigningSecret;
import org.dibao.delivery.subscription.Subscription;
import org.dibao.delivery.subscription.Subscription.Ordering;
import org.dibao.delivery.subscription.Subscription.Payload;
import org.dibao.delivery.subscription.SubscriptionBuilder;
import org.dibao.eventlog.publicevents.EventFilter;
import org.dibao.support.names.Nearest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Applies a JSON Merge Patch (RFC 7396) to a definition: absent members stay as they are, {@code null} returns one to its
 * default. A new definition is a patch of an empty one. Every failure is an {@link InvalidSubscription} that names the field.
 */
final class DefinitionReader {
    private static final Set<String> FIELDS =
            Set.of("name", "target", "filter", "payload", "ordering", "maxConcurrent", "headers", "options", "paused");

    private static final URI NO_TARGET = URI.create("about:blank");
    private static final int MAX_NAME = 200;
    private static final int MAX_VALUE = 2000;
    private static final Pattern HEADER = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");
    private static final Pattern OPTION = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");

    private final Channel channels;
    private final DefinitionLimits limits;

    DefinitionReader(Channel channels, DefinitionLimits limits) {
        this.channels = channels;
        this.limits = limits;
    }

    /** The kind that a new definition asks for. Its target is required as well. */
    String kind(ObjectNode json) {
        String kind =
                json.has("kind") ? text("kind", json.path("kind"), Subscription.WEBHOOK, 100) : Subscription.WEBHOOK;
        if (!channels.serves(kind)) {
            throw new InvalidSubscription("kind", "there is no kind " + kind + "; webhook is one");
        }
        if (!json.hasNonNull("target")) {
            throw new InvalidSubscription("target", "it is missing: the address that is to be called");
        }
        return kind;
    }

    /** A definition with nothing but defaults, which has no target yet. */
    Subscription begun(String id, String kind, @Nullable String secret, Instant now) {
        return SubscriptionBuilder.builder()
                .id(id)
                .name(kind)
                .kind(kind)
                .target(NO_TARGET)
                .filter(Map.of())
                .payload(Payload.THIN)
                .ordering(Ordering.ARTICLE)
                .maxConcurrent(Math.min(channels.defaultConcurrency(kind), limits.maxConcurrent()))
                .headers(Map.of())
                .options(Map.of())
                .secrets(secret == null ? List.of() : List.of(new SigningSecret(secret, null)))
                .after(Position.NONE)
                .createdAt(now.truncatedTo(ChronoUnit.MILLIS))
                .redeliveries(List.of())
                .build();
    }

    /** @param others members that the request may have besides those of a definition */
    Subscription apply(ObjectNode patch, Subscription base, Set<String> others) {
        SubscriptionBuilder changed = SubscriptionBuilder.builder(base);
        for (Map.Entry<String, JsonNode> member : patch.properties()) {
            JsonNode value = member.getValue();
            switch (member.getKey()) {
                case "name" -> changed.name(text("name", value, base.kind(), MAX_NAME));
                case "target" -> changed.target(target(value, base));
                case "filter" -> changed.filter(filter(value, base.filter()));
                case "payload" ->
                    changed.payload(value.isNull() ? Payload.THIN : choice("payload", value, Payload.values()));
                case "ordering" ->
                    changed.ordering(value.isNull() ? Ordering.ARTICLE : choice("ordering", value, Ordering.values()));
                case "maxConcurrent" ->
                    changed.maxConcurrent(
                            value.isNull() ? channels.defaultConcurrency(base.kind()) : concurrency(value));
                case "headers" -> changed.headers(headers(value, base.headers()));
                case "options" ->
                    changed.options(values(
                            "options", value, base.options(), OPTION, "a letter first, then letters, digits, - and _"));
                case "paused" -> changed.paused(flag(value));
                default -> {
                    if (!others.contains(member.getKey())) {
                        TreeSet<String> all = new TreeSet<>(FIELDS);
                        all.addAll(others);
                        throw new InvalidSubscription(member.getKey(), unknown("field", member.getKey(), all));
                    }
                }
            }
        }
        Subscription result = changed.build();
        channels.check(result);
        return result;
    }

    private static String unknown(String kind, String name, SortedSet<String> known) {
        String question = Nearest.question(name, known);
        return "there is no such " + kind + (question.isEmpty() ? "." : question) + " The " + kind + "s are "
                + String.join(", ", known);
    }

    private static String shown(JsonNode value) {
        return Quoted.of(value.isString() ? value.stringValue() : value.toString());
    }

    static String text(String field, JsonNode value, String otherwise, int max) {
        if (value.isNull()) {
            return otherwise;
        }
        String text = value.isString() ? value.stringValue().strip() : "";
        if (text.isEmpty() || text.length() > max) {
            throw new InvalidSubscription(field, "it is not a text of 1 to " + max + " characters");
        }
        return text;
    }

    /** A target that is given as it is shown stays as it is. */
    private URI target(JsonNode value, Subscription base) {
        if (value.isString() && value.stringValue().equals(channels.shownTarget(base))) {
            return base.target();
        }
        try {
            if (value.isString() && value.stringValue().length() <= MAX_VALUE) {
                URI target = new URI(value.stringValue());
                if (target.isAbsolute()) {
                    return target;
                }
            }
        } catch (URISyntaxException e) {
            // reported below
        }
        throw new InvalidSubscription(
                "target",
                "it is not a full address of at most " + MAX_VALUE + " characters, such as https://example.com/hook");
    }

    private static <T extends Enum<T>> T choice(String field, JsonNode value, T[] choices) {
        List<String> names = new ArrayList<>();
        for (T choice : choices) {
            String name = choice.name().toLowerCase(Locale.ROOT);
            if (value.isString() && name.equals(value.stringValue())) {
                return choice;
            }
            names.add(name);
        }
        throw new InvalidSubscription(field, shown(value) + " is none of " + String.join(", ", names));
    }

    private int concurrency(JsonNode value) {
        if (value.isIntegralNumber() && value.canConvertToInt()) {
            int number = value.intValue();
            if (number >= 1 && number <= limits.maxConcurrent()) {
                return number;
            }
        }
        throw new InvalidSubscription(
                "maxConcurrent",
                shown(value) + " is not a whole number from 1 to " + limits.maxConcurrent()
                        + " (dibao.delivery.max-concurrent)");
    }

    private static boolean flag(JsonNode value) {
        if (value.isNull()) {
            return false;
        }
        if (!value.isBoolean()) {
            throw new InvalidSubscription("paused", shown(value) + " is not true or false");
        }
        return value.booleanValue();
    }

    private Map<String, List<String>> filter(JsonNode value, Map<String, List<String>> base) {
        Map<String, List<String>> filter = new TreeMap<>(base);
        if (value.isNull()) {
            filter.clear();
        } else if (value instanceof ObjectNode object) {
            object.properties().forEach(member -> {
                String name = member.getKey();
                if (!EventFilter.PARAMETERS.contains(name)) {
                    throw new InvalidSubscription(
                            "filter." + name, unknown("parameter", name, new TreeSet<>(EventFilter.PARAMETERS)));
                }
                List<String> values = strings("filter." + name, member.getValue());
                if (values.isEmpty()) {
                    filter.remove(name);
                } else {
                    filter.put(name, values);
                }
            });
        } else {
            throw new InvalidSubscription(
                    "filter", shown(value) + " is not an object; write one, such as {\"category\":[\"river\"]}");
        }
        try {
            EventFilter.of(filter, false, limits.maxFilterValues());
        } catch (IllegalArgumentException e) {
            throw new InvalidSubscription("filter", String.valueOf(e.getMessage()));
        }
        return filter;
    }

    private static List<String> strings(String field, JsonNode value) {
        if (value.isNull()) {
            return List.of();
        }
        if (value.isString()) {
            return List.of(value.stringValue());
        }
        List<String> values = new ArrayList<>();
        if (value.isArray()) {
            for (JsonNode one : value) {
                if (one.isString() && one.stringValue().length() <= MAX_VALUE) {
                    values.add(one.stringValue());
                }
            }
        }
        if (!value.isArray() || values.size() != value.size()) {
            throw new InvalidSubscription(field, shown(value) + " is not a text or a list of texts");
        }
        return values;
    }

    private Map<String, String> headers(JsonNode value, Map<String, String> base) {
        Map<String, String> headers = values("headers", value, base, HEADER, "letters, digits and - as in HTTP");
        if (headers.size() > limits.maxHeaders()) {
            throw new InvalidSubscription(
                    "headers",
                    "there are " + headers.size() + "; at most " + limits.maxHeaders()
                            + " are allowed (dibao.delivery.max-headers)");
        }
        return headers;
    }

    private static Map<String, String> values(
            String field, JsonNode value, Map<String, String> base, Pattern name, String form) {
        if (value.isNull()) {
            return Map.of();
        }
        if (!(value instanceof ObjectNode object)) {
            throw new InvalidSubscription(field, "it is not an object; write one whose values are texts");
        }
        Map<String, String> values = new TreeMap<>(base);
        object.properties().forEach(member -> {
            String key = member.getKey();
            String inside = field + "." + key;
            JsonNode given = member.getValue();
            if (!name.matcher(key).matches()) {
                throw new InvalidSubscription(inside, "this is no usable name; it must have " + form);
            }
            if (given.isNull()) {
                values.remove(key);
            } else if (!given.isString()
                    || given.stringValue().length() > MAX_VALUE
                    || given.stringValue().chars().anyMatch(Character::isISOControl)) {
                throw new InvalidSubscription(
                        inside, "it is not a text of at most " + MAX_VALUE + " characters without line breaks");
            } else if (!given.stringValue().equals(Channel.HIDDEN)) {
                values.put(key, given.stringValue());
            }
        });
        return values;
    }
}
