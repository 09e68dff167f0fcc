package org.dibao.delivery.subscription;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.avaje.recordbuilder.RecordBuilder;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dibao.contract.article.Position;
import org.dibao.eventlog.publicevents.EventFilter;

/**
 * One subscriber's wish to be called, as defined; how far it has got is its progress. Its text form shows nothing that
 * is secret.
 *
 * @param id            {@code sub_} and 24 characters; the key in the topic
 * @param name          for people
 * @param kind          {@code webhook}, {@code mail}, {@code indexnow}, {@code baidu}, {@code template:<name>}: which
 *                      channel it is served by
 * @param target        where messages go; it may contain a secret, as the addresses of chat rooms do
 * @param filter        the stream's parameters, each with its values; empty for all events
 * @param payload       whether live articles come whole
 * @param ordering      what must not be overtaken
 * @param maxConcurrent how many messages may be under way to the target at once
 * @param headers       sent with each message; their values may be secret
 * @param options       what only this kind of subscription has; values may be secret
 * @param secrets       with which messages are signed: the current one first; an earlier one while it is being replaced
 * @param paused        whether nothing is sent for now
 * @param after         the position after which it begins
 * @param createdAt     when it was created
 * @param resumes       how often it has been resumed
 * @param redeliveries  what is to be sent again
 */
@RecordBuilder
public record Subscription(
        String id,
        String name,
        String kind,
        URI target,
        Map<String, List<String>> filter,
        Payload payload,
        Ordering ordering,
        int maxConcurrent,
        Map<String, String> headers,
        Map<String, String> options,
        List<SigningSecret> secrets,
        boolean paused,
        Position after,
        Instant createdAt,
        long resumes,
        List<Redelivery> redeliveries) {

    public static final String WEBHOOK = "webhook";

    public Subscription {
        filter = filter == null ? Map.of() : Map.copyOf(filter);
        headers = headers == null ? Map.of() : Map.copyOf(headers);
        options = options == null ? Map.of() : Map.copyOf(options);
        secrets = secrets == null ? List.of() : List.copyOf(secrets);
        redeliveries = redeliveries == null ? List.of() : List.copyOf(redeliveries);
    }

    /** What an event about a live article contains. */
    public enum Payload {
        /** What listings show of the article. */
        THIN,
        /** The whole article besides. */
        WHOLE;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        static Payload of(String name) {
            return Stream.of(values())
                    .filter(value -> value.wireName().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("thin or whole"));
        }
    }

    /** What must not be overtaken. */
    public enum Ordering {
        /** The events of one article arrive in order; those of others may overtake them. */
        ARTICLE,
        /** All events arrive in order, one at a time: one that fails holds up all later ones. */
        STRICT;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        static Ordering of(String name) {
            return Stream.of(values())
                    .filter(value -> value.wireName().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("article or strict"));
        }
    }

    /**
     * Events that are to be sent again, besides what comes.
     *
     * @param id   increases with each one that is asked for
     * @param from the first position
     * @param to   the last position
     */
    public record Redelivery(long id, Position from, Position to) {}

    /** The filter, ready to be asked. */
    public EventFilter eventFilter() {
        return EventFilter.of(filter, false, Integer.MAX_VALUE);
    }

    @Override
    public String toString() {
        return id + " (" + kind + " " + name + ", filter " + new TreeMap<>(filter) + ", " + ordering.wireName() + ")";
    }
}
