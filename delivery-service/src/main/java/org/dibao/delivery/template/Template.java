package org.dibao.delivery.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dibao.delivery.articles.Story;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A template as its file says it.
 *
 * @param title         the product's name, for people
 * @param documentation where its makers say what this file says
 * @param hosts         the hosts that may be called; {@code *.example.com} for all below it; empty: any
 * @param signing       how messages are signed
 * @param perMinute     how many messages one target takes a minute
 * @param labels        for each language, what the kinds of events are called that are told to people; events of other
 *                      kinds are not sent. The first language is taken where the article's own is missing
 * @param escaping      how texts are written in strings with {@code {{…}}}; {@code {{{…}}}} is for places that take plain text
 * @param limits        the longest strings; texts are cut to fit, the excerpt first and the title last
 * @param maxBytes      the largest body
 * @param headers       sent with each message
 * @param body          the body: JSON, written as YAML
 * @param answers       what answers mean
 */
record Template(
        String title,
        String documentation,
        List<String> hosts,
        Sign signing,
        int perMinute,
        Map<String, Map<String, String>> labels,
        Escaping escaping,
        List<Limit> limits,
        int maxBytes,
        Map<String, String> headers,
        ObjectNode body,
        Answers answers) {
    /** What is cut first where something is too long. */
    private static final List<String> SHORTENED = List.of("excerpt", "tags", "categories", "authors", "site", "title");

    private static final Set<String> NAMES =
            Set.of("label", "event", "title", "url", "excerpt", "authors", "categories", "tags", "date", "site");
    private static final Pattern PLACE = Pattern.compile("\\{\\{\\{(\\w+)}}}|\\{\\{(\\w+)}}");
    private static final String CUT = "…";

    @SuppressWarnings({"ConstantValue", "RedundantNullCheck"}) // what a file leaves out arrives as null
    Template {
        hosts = hosts == null ? List.of() : List.copyOf(hosts);
        signing = signing == null ? Sign.NONE : signing;
        escaping = escaping == null ? Escaping.NONE : escaping;
        limits = limits == null ? List.of() : List.copyOf(limits);
        headers = headers == null ? Map.of() : Map.copyOf(headers);
        documentation = documentation == null ? "" : documentation;
        answers = answers == null ? Answers.PLAIN_HTTP : answers;
        require(title != null, "title is missing");
        require(perMinute > 0, "per-minute must be 1 or more");
        require(maxBytes > 0, "max-bytes must be 1 or more");
        require(labels != null && !labels.isEmpty(), "labels is missing: without one, no event is sent");
        labels = labels == null ? Map.of() : new LinkedHashMap<>(labels); // in the file's order
        require(body != null, "body is missing");
        checkNames(body);
        for (Limit limit : limits) {
            require(at(body, limit.member()) != null, "limits: the body has no string " + limit.member());
        }
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private static void checkNames(@Nullable JsonNode node) {
        if (node != null && node.isString()) {
            PLACE.matcher(node.asString()).results().forEach(place -> {
                String name = place.group(1) == null ? place.group(2) : place.group(1);
                require(
                        NAMES.contains(name),
                        "body: there is no {{" + name + "}}; there are " + new java.util.TreeSet<>(NAMES));
            });
        } else if (node != null) {
            node.forEach(Template::checkNames);
        }
    }

    private static @Nullable JsonNode at(@Nullable JsonNode body, String member) {
        JsonNode node = body == null ? null : body.at("/" + member.replace('.', '/'));
        return node != null && node.isString() ? node : null;
    }

    /** Whether events of this kind are told. */
    boolean tells(String event) {
        return labels.values().stream().anyMatch(language -> language.containsKey(event));
    }

    /** The body for one event, without a signature. All limits are kept. */
    ObjectNode body(Story story) {
        Map<String, String> texts = texts(story);
        for (int room = 2_000; ; room /= 2) { // cutting strings to their own limits is nearly always enough
            ObjectNode filled = (ObjectNode) filled(body, "", texts);
            if (room == 0 || org.dibao.contract.json.Json.bytes(filled).length <= maxBytes) {
                return filled;
            }
            int most = room;
            texts.replaceAll((name, text) -> SHORTENED.contains(name) ? cut(text, most) : text);
        }
    }

    private Map<String, String> texts(Story story) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("label", label(story));
        texts.put("event", story.event());
        texts.put("title", story.title());
        texts.put("url", story.url().replace("(", "%28").replace(")", "%29"));
        texts.put("excerpt", story.excerpt());
        texts.put("authors", String.join(", ", story.authors()));
        texts.put("categories", String.join(", ", story.categories()));
        texts.put("tags", String.join(", ", story.tags()));
        texts.put("date", story.date());
        texts.put("site", story.site());
        return texts;
    }

    private String label(Story story) {
        String language = story.language().replaceFirst("-.*", "");
        Map<String, String> named =
                labels.getOrDefault(language, labels.values().iterator().next());
        return named.getOrDefault(story.event(), story.event());
    }

    private JsonNode filled(JsonNode node, String member, Map<String, String> texts) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode made = JsonNodeFactory.instance.objectNode();
                object.forEachEntry((name, value) -> made.set(name, filled(value, below(member, name), texts)));
                yield made;
            }
            case ArrayNode array -> {
                ArrayNode made = JsonNodeFactory.instance.arrayNode();
                for (int i = 0; i < array.size(); i++) {
                    made.add(filled(array.get(i), below(member, Integer.toString(i)), texts));
                }
                yield made;
            }
            default ->
                node.isString()
                        ? JsonNodeFactory.instance.stringNode(withinLimit(node.asString(), member, texts))
                        : node;
        };
    }

    private static String below(String member, String name) {
        return member.isEmpty() ? name : member + "." + name;
    }

    private String withinLimit(String pattern, String member, Map<String, String> texts) {
        String filled = fill(pattern, texts);
        Limit limit = limits.stream()
                .filter(it -> it.member().equals(member))
                .findFirst()
                .orElse(null);
        if (limit == null || limit.allows(filled)) {
            return filled;
        }
        Map<String, String> shorter = new LinkedHashMap<>(texts);
        for (String name : SHORTENED) {
            if (pattern.contains("{{" + name + "}}")) {
                filled = shortened(pattern, shorter, name, limit);
                if (limit.allows(filled)) {
                    return filled;
                }
            }
        }
        return filled;
    }

    /** With as much of one text as fits. */
    private String shortened(String pattern, Map<String, String> texts, String name, Limit limit) {
        String whole = texts.getOrDefault(name, "");
        int fits = 0;
        int tooMany = whole.length();
        while (tooMany - fits > 1) {
            int middle = (fits + tooMany) >>> 1;
            texts.put(name, cut(whole, middle));
            if (limit.allows(fill(pattern, texts))) {
                fits = middle;
            } else {
                tooMany = middle;
            }
        }
        texts.put(name, fits == 0 ? "" : cut(whole, fits));
        return fill(pattern, texts);
    }

    /** Its beginning, of at most so many characters and no half ones. */
    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(Math.max(0, most - 2))) ? most - 2 : most - 1;
        return end <= 0 ? "" : text.substring(0, end).stripTrailing() + CUT;
    }

    private String fill(String pattern, Map<String, String> texts) {
        Matcher places = PLACE.matcher(pattern);
        return places.replaceAll(place -> Matcher.quoteReplacement(
                place.group(1) != null
                        ? texts.getOrDefault(place.group(1), "")
                        : escaping.apply(texts.getOrDefault(place.group(2), ""))));
    }
}
