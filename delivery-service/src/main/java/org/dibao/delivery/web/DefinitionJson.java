package org.dibao.delivery.web;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.dibao.contract.article.Position;
import org.dibao.contract.json.Json;
import org.dibao.delivery.attempts.Status;
import org.dibao.delivery.channel.Channel;
import org.dibao.delivery.subscription.Subscription;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Subscriptions as the API shows them: without secrets, and without values that may be secret. */
final class DefinitionJson {
    private DefinitionJson() {}

    /**
     * @param status absent if it is not known at the moment
     * @param behind when the event after a position was accepted, as far as it is known
     */
    static ObjectNode of(
            Channel channels, Subscription subscription, @Nullable Status status, Map<Position, Instant> behind) {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("id", subscription.id());
        json.put("name", subscription.name());
        json.put("kind", subscription.kind());
        json.put("target", channels.shownTarget(subscription));
        json.set("filter", Json.mapper().valueToTree(new TreeMap<>(subscription.filter())));
        json.put("payload", subscription.payload().wireName());
        json.put("ordering", subscription.ordering().wireName());
        json.put("maxConcurrent", subscription.maxConcurrent());
        json.set("headers", hidden(subscription.headers()));
        json.set("options", hidden(subscription.options()));
        json.put("paused", subscription.paused());
        json.put("createdAt", subscription.createdAt().toString());
        String publicKey = channels.publicKey(subscription);
        if (publicKey != null) {
            json.put("publicKey", publicKey);
        }
        if (status != null) {
            ObjectNode shown = Json.mapper().valueToTree(status);
            shown.remove("undelivered"); // up to a thousand numbers
            Instant since = behind.get(status.delivered());
            if (since != null && status.lag() > 0) {
                shown.put("behindSince", since.toString());
            }
            json.set("status", shown);
        }
        return json;
    }

    private static ObjectNode hidden(Map<String, String> values) {
        ObjectNode json = Json.mapper().createObjectNode();
        new TreeMap<>(values).keySet().forEach(name -> json.put(name, Channel.HIDDEN));
        return json;
    }
}
