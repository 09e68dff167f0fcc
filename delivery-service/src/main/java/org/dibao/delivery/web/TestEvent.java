package org.dibao.delivery.web;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.TreeSet;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;
import org.dibao.contract.article.Revision;
import org.dibao.contract.event.Result;
import org.dibao.contract.json.Json;
import org.dibao.contract.publication.CardBuilder;
import org.dibao.contract.publication.Publication;
import org.dibao.eventlog.publicevents.LogEvent;
import tools.jackson.databind.node.ObjectNode;

/**
 * A made-up event for a test call: the CloudEvent says that it is a test, and channels that write a text for people write about
 * a made-up article.
 */
record TestEvent(String id, LogEvent event, byte[] body) {
    private static final String TYPE = "org.dibao.subscription.test.v1";

    /** @param site the site's address; empty if it is not known */
    static TestEvent at(Instant time, String site, String subscription, String id) {
        Publication publication = new Publication(
                new Position(0),
                time,
                new Result(
                        Result.Kind.PUBLISHED,
                        201,
                        new ArticleId("test"),
                        Revision.FIRST,
                        new ArticlePath("/test.html"),
                        null,
                        null),
                CardBuilder.builder()
                        .title("A test message from Dibao")
                        .date(time.atOffset(ZoneOffset.UTC))
                        .modifiedAt(time)
                        .build(),
                null,
                null,
                new TreeSet<>());
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("specversion", "1.0");
        json.put("id", id);
        json.put("source", site + "/delivery");
        json.put("type", TYPE);
        json.put("subject", subscription);
        json.put("time", time.toString());
        json.put("datacontenttype", "application/json");
        json.putObject("data").put("event", "test").put("subscription", subscription);
        return new TestEvent(id, LogEvent.of(publication), Json.bytes(json));
    }
}
