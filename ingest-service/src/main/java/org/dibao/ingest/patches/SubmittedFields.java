package org.dibao.ingest.patches;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.dibao.contract.article.ArticleDraft;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.json.Json;
import org.dibao.ingest.article.OwnFields;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What was submitted for an article, written as the JSON that a publisher would send for the same. */
final class SubmittedFields {
    /** Names of one and the same field: a change of one of them replaces whatever the others said. */
    private static final List<List<String>> SYNONYMS = List.of(
            List.of("categories", "category"),
            List.of("tags", "tag"),
            List.of("authors", "author"),
            List.of("origin", "source", "source_url"),
            List.of("excerpt", "description"),
            List.of("redirect_from", "redirectFrom"),
            List.of("modified", "last_modified_at", "updated", "lastmod"),
            List.of("translationKey", "translation_key", "ref"),
            List.of("pinned", "pin", "sticky", "top"),
            List.of("publishAt", "publish_at"),
            List.of("withdrawAt", "withdraw_at"),
            List.of("draft", "published"));

    private SubmittedFields() {}

    static ObjectNode of(ArticleDraft given) {
        ObjectNode fields = Json.mapper().createObjectNode();
        text(fields, "title", given.title());
        text(fields, "date", given.date());
        list(fields, "categories", given.categories());
        list(fields, "tags", given.tags());
        list(fields, "authors", given.authors());
        text(fields, "slug", given.slug());
        text(fields, "permalink", given.permalink());
        text(fields, "excerpt", given.excerpt());
        text(fields, "lang", given.lang());
        text(fields, "image", given.image());
        text(fields, "layout", given.layout());
        text(fields, "translationKey", given.translationKey());
        text(fields, "modified", given.modified());
        text(fields, "publishAt", given.publishAt());
        text(fields, "withdrawAt", given.withdrawAt());
        list(
                fields,
                "redirect_from",
                Stream.concat(
                                given.redirectFrom().stream().map(ArticlePath::encoded),
                                given.redirectFromHosts().stream()
                                        .map(from -> "http://" + from.host()
                                                + from.path().encoded()))
                        .toList());
        if (given.pinned()) {
            fields.put("pinned", true);
        }
        if (given.draft()) {
            fields.put("draft", true);
        }
        if (given.origin() != null) {
            fields.set("origin", Json.mapper().valueToTree(given.origin()));
        }
        // What was kept as it came may say more under the same name, as {"image": {"path": …, "height": …}} does.
        ObjectNode own = Json.mapper().createObjectNode();
        given.extra()
                .forEach((name, value) -> (OwnFields.isKnown(name) ? fields : own)
                        .set(name, Json.mapper().valueToTree(value)));
        if (!own.isEmpty()) {
            fields.set("extra", own);
        }
        return fields.put(
                        "format",
                        Json.mapper().valueToTree(given.source().format()).asString())
                .put("body", given.source().text());
    }

    /** Applies a patch; a field that it names keeps nothing under its other names. */
    static ObjectNode patched(ObjectNode fields, ObjectNode patch) {
        ObjectNode rest = fields.deepCopy();
        for (List<String> names : SYNONYMS) {
            if (names.stream().anyMatch(patch::has)) {
                names.stream().filter(name -> !patch.path(name).isObject()).forEach(rest::remove);
            }
        }
        return (ObjectNode) MergePatch.apply(rest, patch);
    }

    private static void text(ObjectNode fields, String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value.toString());
        }
    }

    private static void list(ObjectNode fields, String name, Collection<String> values) {
        if (!values.isEmpty()) {
            fields.set(name, (JsonNode) Json.mapper().valueToTree(values));
        }
    }
}
