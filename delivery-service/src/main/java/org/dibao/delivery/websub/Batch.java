package org.dibao.delivery.websub;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.dibao.contract.article.Position;
import org.dibao.delivery.channel.Answer;
import org.dibao.delivery.channel.Message;
import org.dibao.delivery.subscription.Subscription;
import reactor.core.publisher.Sinks;

/** Messages that go with one request, and who waits for its answer. Not thread-safe: its {@link Line} guards it. */
final class Batch {
    private final Map<Sinks.One<Answer>, Message> messages = new LinkedHashMap<>();
    private final Subscription to;

    Batch(Subscription to) {
        this.to = to;
    }

    /** The same messages to the same subscriber, as it is defined now. */
    Batch to(Subscription now) {
        if (to.equals(now)) {
            return this;
        }
        Batch batch = new Batch(now);
        batch.messages.putAll(messages);
        return batch;
    }

    void add(Message message, Sinks.One<Answer> waiting) {
        messages.put(waiting, message);
    }

    /** @return whether nobody waits any longer, after this one does not */
    boolean forget(Sinks.One<Answer> waiting) {
        return messages.remove(waiting) != null && messages.isEmpty();
    }

    Set<Sinks.One<Answer>> waiting() {
        return Set.copyOf(messages.keySet());
    }

    Subscription to() {
        return to;
    }

    Position last() {
        return messages.values().stream()
                .map(message -> message.event().position())
                .max(Position::compareTo)
                .orElse(Position.NONE);
    }

    Instant at() {
        return messages.values().stream()
                .map(Message::at)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    /** The ids of the articles; empty if something concerns the whole feed. */
    Set<String> articles() {
        Set<String> articles = new LinkedHashSet<>();
        messages.values().forEach(message -> articles.add(message.event().article()));
        return articles.contains("") ? Set.of() : articles;
    }
}
