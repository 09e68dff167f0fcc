package org.dibao.acceptance.chaos.truth;

import java.time.Instant;
import org.dibao.acceptance.client.Event;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A record of the log, as far as it matters here.
 *
 * @param key     the digest of its idempotency key; absent if it had none
 * @param ifMatch the revision that it requires
 * @param article of an appointment: whose
 * @param at      of an appointment: when
 */
public record Entry(
        long position,
        @Nullable String key,
        Instant receivedAt,
        @Nullable Integer ifMatch,
        @Nullable String article,
        @Nullable Instant at) {

    /** @param event of the topic {@code articles}, whose offsets are positions */
    public static Entry of(Event event) {
        JsonNode request = event.value().path("request");
        String key = request.at("/idempotency/key").asString("");
        JsonNode ifMatch = request.at("/preconditions/ifMatch");
        boolean appointment = event.value().path("type").asString("").equals("appointment");
        return new Entry(
                event.offset(),
                key.isEmpty() ? null : key.substring(key.lastIndexOf('/') + 1),
                Instant.parse(request.path("receivedAt").asString("1970-01-01T00:00:00Z")),
                ifMatch.isNumber() ? ifMatch.asInt() : null,
                appointment ? event.value().path("article").asString("") : null,
                appointment ? Instant.parse(event.value().path("at").asString("")) : null);
    }
}
