package org.dibao.gateway.events;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.dibao.contract.article.Position;
import org.dibao.contract.json.Json;
import org.dibao.eventlog.publicevents.PublicEvent;
import org.dibao.gateway.backends.Backends;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * What the store says of articles as they are now. An answer is at least as new as the last position that this gateway
 * had processed when it was asked, so that a text which subscribers know to be withdrawn is never given. Subscribers at
 * the same place share an answer. Fails as {@link org.dibao.gateway.backends.Backend} does.
 */
@Component
final class LiveArticles {
    private static final Duration SHARED = Duration.ofSeconds(10);

    private final Backends backends;
    private final EventLog events;
    private final AsyncCache<Question, Answer> answers;

    private record Question(String target, List<String> ids, Position asOf) {}

    private record Answer(byte[] body) {}

    LiveArticles(Backends backends, EventLog events, EventSettings settings) {
        this.backends = backends;
        this.events = events;
        this.answers = Caffeine.newBuilder()
                .maximumWeight(settings.articlesMemory().toBytes())
                .<Question, Answer>weigher((question, answer) ->
                        answer.body().length + 100 * question.ids().size())
                .expireAfterWrite(SHARED)
                .buildAsync();
    }

    /** For each id the position at which the article became what it is now; null if it is not live. */
    Mono<List<@Nullable Position>> positions(List<String> ids) {
        return ask("/public/articles/positions", ids)
                .map(body -> Json.read(body, JsonNode.class)
                        .valueStream()
                        .map(position -> position.isNull() ? null : new Position(position.asLong()))
                        .toList());
    }

    /**
     * The articles as {@code GET /api/articles/{id}} shows them without the key, as JSON; null if it is not live.
     *
     * @return for the first ids, as many as fit into an answer, but at least for one
     */
    Mono<List<byte @Nullable []>> contents(List<String> ids) {
        return ask("/public/articles/contents", ids)
                .filter(body -> body.length > 0) // or it would be asked again for ever
                .switchIfEmpty(Mono.error(() -> backends.store().unavailable("Try again.")))
                .map(body -> new String(body, StandardCharsets.UTF_8)
                        .lines()
                        .map(line -> line.equals("null")
                                ? null
                                : PublicEvent.inOneLine(line).getBytes(StandardCharsets.UTF_8))
                        .toList());
    }

    private Mono<byte[]> ask(String target, List<String> ids) {
        return Mono.defer(() -> Mono.fromFuture(
                        answers.get(new Question(target, ids, events.last()), (question, _) -> fromStore(question)),
                        true)
                .map(Answer::body));
    }

    private CompletableFuture<Answer> fromStore(Question question) {
        CompletableFuture<Answer> future = new CompletableFuture<>();
        backends.store()
                .query(question.target(), Json.bytes(question.ids()))
                .flatMap(answer -> answer.status() == 200
                        ? Mono.just(new Answer(answer.body()))
                        : Mono.error(backends.store().unavailable(answer, "Try again.")))
                .subscribe(future::complete, future::completeExceptionally);
        return future;
    }
}
