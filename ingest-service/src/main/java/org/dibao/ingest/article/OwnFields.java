package org.dibao.ingest.article;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dibao.contract.text.Quoted;
import org.dibao.ingest.fields.Fields;
import org.dibao.ingest.fields.Refused;
import org.dibao.ingest.fields.Value;
import org.dibao.support.names.Nearest;

/**
 * The fields that have no meaning to Dibao. Front matter keeps whatever it has: a Jekyll site's templates may need it.
 * JSON is written for Dibao: there, a publisher's own fields are the members of {@code extra}, and any other unknown
 * name is a mistake, which would otherwise take effect in silence, as {@code "publishd": false} would.
 */
public final class OwnFields {
    private static final String EXTRA = "extra";

    /** All names that have a meaning, in JSON or in front matter. */
    private static final Set<String> KNOWN = Stream.of(
                    "id, title, body, format, date, modified, last_modified_at, updated, lastmod, categories, category,"
                            + " tags, tag, authors, author, slug, permalink, excerpt, description, lang, image, layout,"
                            + " pinned, pin, sticky, top, draft, published, translationKey, translation_key, ref,"
                            + " origin, source, source_url, redirectFrom, redirect_from, redirect_to, canonical_url,"
                            + " publishAt, publish_at, withdrawAt, withdraw_at, extra")
            .flatMap(names -> Stream.of(names.split(", ")))
            .collect(Collectors.toCollection(TreeSet::new));

    private static final int MAX_WARNINGS = 10;

    private OwnFields() {}

    /** Whether a name has a meaning. */
    public static boolean isKnown(String name) {
        return KNOWN.contains(name);
    }

    /**
     * What is said about an unknown name, with the one that was probably meant.
     *
     * @param what such as {@code unknown field "bodi"}
     * @param rest the sentence that follows
     */
    static String unknown(String what, String name, Collection<String> known, String rest) {
        String question = Nearest.question(name, known);
        return what + (question.isEmpty() ? "." : question) + " " + rest;
    }

    /** What to tell a sender about names of his own that look like slips of the hand; they are kept all the same. */
    static List<String> warnings(Set<String> names) {
        return names.stream()
                .filter(name -> !isKnown(name))
                .sorted()
                .flatMap(name -> Nearest.miss(name, KNOWN).stream()
                        .map(near -> "\"" + name
                                + "\" has no meaning here and is kept as a field of your own: did you mean \"" + near
                                + "\"?"))
                .limit(MAX_WARNINGS)
                .toList();
    }

    /** @throws Refused if a name in an article's JSON is unknown; it names the one that was probably meant */
    static void requireKnown(Fields fields) {
        for (String name : new TreeSet<>(fields.names())) {
            if (!isKnown(name)) {
                throw Refused.field(
                        name,
                        unknown(
                                "unknown field " + Quoted.of(name),
                                name,
                                KNOWN,
                                "Fields of your own belong into \"extra\""));
            }
        }
    }

    /** What is left of an article's JSON and what is in its {@code extra}. */
    static Map<String, Object> ofJson(Fields fields) {
        Value extra = fields.take(EXTRA);
        Map<String, Object> all = new TreeMap<>(fields.rest());
        switch (extra) {
            case null -> {}
            case Value.Mapping own -> all.putAll(new Fields(own).rest());
            case Value nothing when Fields.isNothing(nothing) -> {}
            default ->
                throw Refused.field(EXTRA, "extra: an object with fields of your own, such as {\"weather\": \"…\"}");
        }
        return all;
    }
}
