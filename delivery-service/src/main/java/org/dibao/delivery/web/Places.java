package org.dibao.delivery.web;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.dibao.contract.article.Position;
import org.dibao.contract.text.Quoted;
import org.dibao.delivery.channel.InvalidSubscription;
import org.dibao.delivery.events.EventSource;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Places in the log, as requests name them. What cannot be understood is an {@link InvalidSubscription} that names the field. */
final class Places {
    private final EventSource events;

    Places(EventSource events) {
        this.events = events;
    }

    /** Where to begin: the position before. */
    Mono<Position> after(JsonNode value) {
        if (value.isMissingNode()
                || value.isNull()
                || value.isString() && value.stringValue().equals("latest")) {
            return Mono.just(events.last());
        }
        if (value.isString() && value.stringValue().equals("earliest")) {
            return Mono.just(Position.NONE);
        }
        if (value.isString()) {
            try {
                return events.before(Instant.parse(value.stringValue()));
            } catch (DateTimeParseException e) {
                // reported below
            }
        }
        Position position = position(value);
        if (position != null) {
            return Mono.just(position);
        }
        throw new InvalidSubscription(
                "after",
                Quoted.of(value.isString() ? value.stringValue() : value.toString())
                        + " is none of earliest, latest, a time such as 2026-05-01T08:00:00Z and a position from 0 to "
                        + events.last());
    }

    private @Nullable Position position(JsonNode value) {
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            return null;
        }
        long number = value.longValue();
        return number < 0 || number > events.last().value() ? null : new Position(number);
    }

    record Range(Position from, Position to) {}

    /** What is to be sent again. */
    Mono<Range> range(ObjectNode json) {
        if (json.size() == 1 && json.path("since").isString()) {
            try {
                return events.before(Instant.parse(json.path("since").stringValue()))
                        .map(before -> new Range(before.next(), events.last()))
                        .filter(range -> range.to().isAtLeast(range.from()))
                        .switchIfEmpty(
                                Mono.error(() -> new InvalidSubscription("since", "nothing was published since then")));
            } catch (DateTimeParseException e) {
                throw new InvalidSubscription(
                        "since",
                        Quoted.of(json.path("since").stringValue())
                                + " is not a time; write it as 2026-05-01T08:00:00Z");
            }
        }
        boolean one = json.size() == 1 && json.has("position");
        Position from = position(json.path(one ? "position" : "from"));
        Position to = position(json.path(one ? "position" : "to"));
        if (!one && json.size() != 2 || from == null || to == null || from.isAfter(to)) {
            throw new InvalidSubscription(
                    one ? "position" : "from",
                    "this does not say which events are to be sent again; write {\"position\": n}, {\"from\": n, \"to\": m} or"
                            + " {\"since\": time}, with positions from 0 to " + events.last());
        }
        return Mono.just(new Range(from, to));
    }
}
