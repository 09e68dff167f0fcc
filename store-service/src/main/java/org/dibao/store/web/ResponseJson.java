package org.dibao.store.web;

import java.util.List;
import java.util.Objects;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticleBuilder;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.Result;
import org.dibao.contract.json.Json;
import org.dibao.store.fold.Decision;
import org.dibao.store.fold.Head;
import org.dibao.store.web.Archive.RevisionLine;
import org.dibao.store.web.Archive.Standing;
import org.dibao.store.web.Archive.Stored;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of responses. */
final class ResponseJson {
    private static final List<String> NOT_IN_LISTS = List.of("html", "extra", "origin");

    private ResponseJson() {}

    /**
     * The contract's article, and its status: what anybody may see of a live article. Who submitted it is nobody's business.
     */
    static ObjectNode current(Stored stored) {
        return current(stored, article(stored));
    }

    static Article article(Stored stored) {
        return Objects.requireNonNull(stored.content().article(), "a head's content is an article");
    }

    private static ObjectNode current(Stored stored, Article article) {
        Head head = stored.head();
        ObjectNode json = Json.mapper().valueToTree(CheckedArticle.of(article));
        // A withdrawal is a revision without content of its own.
        json.put("revision", head.revision().value());
        json.putPOJO("status", head.status());
        json.remove("by");
        return json;
    }

    /** Also with its source, its position in the log and the paths that lead to it, for holders of a key. */
    static ObjectNode whole(Stored stored) {
        ObjectNode json = withAppointments(stored, current(stored));
        json.put("position", stored.head().position().value());
        json.put("by", article(stored).by());
        if (!stored.head().redirects().isEmpty()) {
            json.set("redirects", Json.mapper().valueToTree(stored.head().redirects()));
        }
        if (stored.content().source() != null) {
            json.set("source", Json.mapper().valueToTree(stored.content().source()));
        }
        return json;
    }

    /** As its publication would make it the article's next revision. */
    static Article published(Stored stored) {
        return ArticleBuilder.builder(article(stored))
                .revision(stored.head().revision().next())
                .build();
    }

    /** As a list shows it to anybody, if it is live: without its body, which would take time. */
    static ObjectNode publicLine(Standing standing) {
        Article bodiless = ArticleBuilder.builder(article(standing.stored()))
                .html("")
                .lead(null)
                .build();
        ObjectNode json = current(standing.stored(), bodiless);
        json.remove(NOT_IN_LISTS);
        return json;
    }

    /** The same with what only holders of a key may know. */
    static ObjectNode line(Standing standing) {
        Stored stored = standing.stored();
        ObjectNode json = withAppointments(stored, publicLine(standing));
        json.put("position", stored.head().position().value());
        json.put("by", article(stored).by());
        return json.put("since", standing.since().toString());
    }

    private static ObjectNode withAppointments(Stored stored, ObjectNode json) {
        Head head = stored.head();
        if (head.isScheduled() && head.publishAt() != null) {
            json.put("publishAt", head.publishAt().toString());
        }
        if (head.withdrawAt() != null) {
            json.put("withdrawAt", head.withdrawAt().toString());
        }
        return json;
    }

    /** @param oldest the number of the oldest requested revision; there are earlier ones unless it is the first */
    static ObjectNode revisions(List<RevisionLine> lines, int oldest) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode list = json.putArray("revisions");
        for (RevisionLine line : lines) {
            ObjectNode entry = list.addObject()
                    .put("revision", line.revision().value())
                    .put("position", line.summary().position().value())
                    .put("outcome", line.summary().outcome().wireName());
            if (line.summary().path() != null) {
                entry.put("path", line.summary().path().value());
            }
            entry.put("at", line.summary().at().toString())
                    .put("by", line.summary().by());
        }
        if (oldest > 1) {
            json.put("before", oldest);
        }
        return json;
    }

    static Receipt receipt(Decision decision) {
        return new Receipt(
                decision.position(),
                "decided",
                Result.of(decision.outcome()),
                decision.at().toString(),
                decision.by());
    }

    record Receipt(Position position, String status, Result result, String at, String by) {}
}
