package org.dibao.gateway.publications;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.Problem;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.wire.Headers;
import org.dibao.support.problem.ProblemDocuments;
import org.dibao.support.work.Permits;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Answers a GET or HEAD request that has {@code Dibao-At-Least: POSITION} once this gateway has processed that position: who has
 * written through one gateway finds it through every other. A gateway that does not get there in time answers 503.
 */
@Component
@Order(2) // a client that sends too many requests is refused before
final class ReadYourWrites implements WebFilter, PublicationListener {
    private final ProcessedPosition processed;
    private final ReadYourWritesSettings settings;
    private final Permits permits;
    private final Set<Waiter> waiters = ConcurrentHashMap.newKeySet();

    private record Waiter(Position position, CompletableFuture<Void> reached) {}

    ReadYourWrites(ProcessedPosition processed, ReadYourWritesSettings settings, MeterRegistry meters) {
        this.processed = processed;
        this.settings = settings;
        this.permits = new Permits("read-your-writes", settings.maxWaiting(), meters);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String asked = exchange.getRequest().getHeaders().getFirst(Headers.HTTP_AT_LEAST);
        if (asked == null || !reads(exchange.getRequest().getMethod())) {
            return chain.filter(exchange);
        }
        if (!asked.matches("[0-9]{1,18}")) {
            return malformed(exchange);
        }
        Position position = new Position(Long.parseLong(asked));
        return processed.includes(position)
                ? chain.filter(exchange)
                : permits.hold(() -> reach(position), Mono::empty)
                        .then(Mono.defer(() -> processed.includes(position)
                                ? chain.filter(exchange)
                                : unavailable(exchange, position)));
    }

    private static boolean reads(HttpMethod method) {
        return method == HttpMethod.GET || method == HttpMethod.HEAD;
    }

    /** Ends when the position is processed, or when the time is over. */
    private Mono<Void> reach(Position position) {
        Waiter waiter = new Waiter(position, new CompletableFuture<>());
        waiters.add(waiter);
        return Mono.defer(() -> processed.includes(position) ? Mono.<Void>empty() : Mono.fromFuture(waiter.reached()))
                .publishOn(Schedulers.parallel()) // off the thread that purges
                .timeout(settings.maxWait(), Mono.empty())
                .doFinally(_ -> waiters.remove(waiter));
    }

    private static Mono<Void> malformed(ServerWebExchange exchange) {
        return ProblemDocuments.write(
                exchange.getResponse(),
                ProblemDocuments.of(Problem.of(
                        Problem.Type.MALFORMED,
                        Headers.HTTP_AT_LEAST,
                        Headers.HTTP_AT_LEAST + " must be a position: a whole number, such as the "
                                + Headers.HTTP_POSITION + " of an answer.")),
                new HttpHeaders());
    }

    private static Mono<Void> unavailable(ServerWebExchange exchange, Position position) {
        return ProblemDocuments.write(
                exchange.getResponse(),
                ProblemDocuments.of(
                        Problem.Type.UNAVAILABLE,
                        "This gateway has not reached position " + position + " yet. Try again in a moment, or without "
                                + Headers.HTTP_AT_LEAST + "."),
                ProblemDocuments.header(HttpHeaders.RETRY_AFTER, "1"));
    }

    @Override
    public Stage stage() {
        return Stage.WAKE;
    }

    @Override
    public void on(Publication publication, String source) {
        wake(publication.position());
    }

    private void wake(Position position) {
        for (Waiter waiter : waiters) {
            if (position.isAtLeast(waiter.position())) {
                waiter.reached().complete(null);
            }
        }
    }

    /** Nobody waits any longer. */
    @Override
    public CompletableFuture<Void> stop() {
        wake(new Position(Long.MAX_VALUE));
        return CompletableFuture.completedFuture(null);
    }
}
