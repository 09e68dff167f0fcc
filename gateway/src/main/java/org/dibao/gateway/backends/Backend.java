package org.dibao.gateway.backends;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.dibao.contract.event.Problem;
import org.dibao.contract.wire.Headers;
import org.dibao.gateway.warmup.WarmUpTraffic;
import org.dibao.support.problem.ProblemDocuments;
import org.dibao.support.problem.ProblemException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * One service behind the gateway. A failure to reach it or to read its complete response becomes a
 * {@link ProblemException} with 503.
 */
public final class Backend {
    private static final String SILENT = "does not answer";
    private static final Duration WAY_BACK = Duration.ofSeconds(1);

    private final String name;
    private final String base;
    private final WebClient client;
    private final Duration timeout;
    private final Duration retryAfter;

    Backend(String name, URI base, WebClient client, Duration timeout, Duration retryAfter) {
        this.name = name;
        this.base = base.toString().replaceFirst("/+$", "");
        this.client = client;
        this.timeout = timeout;
        this.retryAfter = retryAfter;
    }

    /** @param target path and query, encoded as sent */
    public URI at(String target) {
        return URI.create(base + target);
    }

    public WebClient client() {
        return client;
    }

    /** Sends a request without a body. */
    public Mono<BackendAnswer> get(String target, HttpHeaders headers) {
        return answer(client.get().uri(at(target)).headers(to -> to.addAll(headers)), "Try again.");
    }

    /** Sends a question that is too long for an address: JSON, which changes nothing. */
    public Mono<BackendAnswer> query(String target, byte[] json) {
        return answer(
                client.post()
                        .uri(at(target))
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(json),
                "Try again.");
    }

    /** Sends a body exactly once and never retries: the sender decides whether to repeat it. */
    public Mono<BackendAnswer> send(HttpMethod method, String target, HttpHeaders headers, byte[] body) {
        return Mono.defer(() -> {
            long end = System.nanoTime() + timeout.minus(responseMargin()).toNanos();
            WebClient.RequestBodySpec request = client.method(method)
                    .uri(at(target))
                    .headers(to -> to.addAll(headers))
                    // Only once there is a connection to send it over.
                    .httpRequest(to -> to.getHeaders().set(Headers.HTTP_TIME_LEFT, millisecondsUntil(end)));
            return answer(body.length == 0 ? request : request.bodyValue(body), UNKNOWN);
        });
    }

    /** How much less time the service gets than the gateway waits, so that whatever it decides in time arrives here. */
    private Duration responseMargin() {
        Duration tenth = timeout.dividedBy(10);
        return tenth.compareTo(WAY_BACK) < 0 ? tenth : WAY_BACK;
    }

    private static String millisecondsUntil(long end) {
        return Long.toString(Math.max(0, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
    }

    /**
     * Streams a request body, and passes on the response as a stream.
     *
     * @param use handles the response and its body; when it ends for whatever reason, so does the exchange: a body that
     *            was not read completely closes the connection
     */
    public Mono<Void> stream(
            String target,
            Consumer<HttpHeaders> headers,
            Flux<DataBuffer> body,
            BiFunction<ClientResponse, Flux<DataBuffer>, Mono<Void>> use) {
        return client.post()
                .uri(at(target))
                .headers(headers)
                .body(BodyInserters.fromDataBuffers(body))
                .exchangeToMono(answer -> {
                    Sinks.Empty<Void> end = Sinks.empty();
                    Flux<DataBuffer> answered =
                            answer.bodyToFlux(DataBuffer.class).takeUntilOther(end.asMono());
                    return use.apply(answer, answered).doFinally(_ -> {
                        end.tryEmitEmpty();
                        answered.onErrorComplete().subscribe(); // if nobody has subscribed: cancels it
                    });
                });
    }

    /**
     * Streams a body exactly once and never retries. The service may take its usual time once it has all of the body.
     *
     * @param body must end by itself in time
     */
    public Mono<BackendAnswer> sendStream(
            HttpMethod method, String target, HttpHeaders headers, Flux<DataBuffer> body) {
        return Mono.defer(() -> {
            Sinks.Empty<Void> sent = Sinks.empty();
            return answer(
                    client.method(method)
                            .uri(at(target))
                            .headers(to -> to.addAll(headers))
                            .body(BodyInserters.fromDataBuffers(body.doOnTerminate(sent::tryEmitEmpty))),
                    sent.asMono().then(Mono.delay(timeout)),
                    UNKNOWN);
        });
    }

    /** What a sender must know when the response to a write is lost. */
    public static final String UNKNOWN =
            "It is unknown whether the submission was accepted: it is in the log once or not"
                    + " at all. Send it again with the same Idempotency-Key; that is safe.";

    private Mono<BackendAnswer> answer(WebClient.RequestHeadersSpec<?> request, String advice) {
        return answer(request, Mono.delay(timeout), advice);
    }

    /** @param tooLate gives a signal when it is */
    private Mono<BackendAnswer> answer(WebClient.RequestHeadersSpec<?> request, Mono<?> tooLate, String advice) {
        return Mono.deferContextual(context -> request.headers(to -> WarmUpTraffic.mark(context, to))
                        .exchangeToMono(response -> response.bodyToMono(byte[].class)
                                .defaultIfEmpty(new byte[0])
                                .map(body -> new BackendAnswer(
                                        response.statusCode().value(),
                                        response.headers().asHttpHeaders(),
                                        body))))
                .timeout(tooLate)
                .onErrorMap(Backend::isTransport, e -> unavailable(what(e), advice));
    }

    /** Whether a failure is a connection error, a timeout or an unreadable response. */
    public static boolean isTransport(Throwable e) {
        return e instanceof WebClientException
                || e instanceof IOException
                || e instanceof TimeoutException
                || e instanceof DataBufferLimitException;
    }

    /** What a service did, for a failure that {@link #isTransport} recognises. */
    private String what(Throwable failure) {
        if (failure instanceof TimeoutException) {
            return "has not answered within " + timeout.toMillis() + " ms";
        }
        return NestedExceptionUtils.getMostSpecificCause(failure) instanceof DataBufferLimitException
                ? "gave an answer larger than dibao.gateway.max-answer allows"
                : SILENT;
    }

    /** 503 for a failure response: in the service's own words if it gave any, but without internal details. */
    public ProblemException unavailable(BackendAnswer failure, String advice) {
        return switch (failure.status()) {
            case 503 -> failure.isProblem() ? inItsWords(failure) : unavailable(SILENT, advice);
            case 500 -> unavailable("has failed; see its log", advice);
            default -> unavailable("gave an unusable answer", advice);
        };
    }

    private ProblemException inItsWords(BackendAnswer failure) {
        String retry = failure.headers().getFirst(HttpHeaders.RETRY_AFTER);
        return new ProblemException(
                ProblemDocuments.of(Problem.Type.UNAVAILABLE, failure.detail()),
                ProblemDocuments.header(HttpHeaders.RETRY_AFTER, retry == null ? seconds() : retry));
    }

    /** 503 with {@code Retry-After}. */
    public ProblemException unavailable(String advice) {
        return unavailable(SILENT, advice);
    }

    private ProblemException unavailable(String what, String advice) {
        return new ProblemException(
                ProblemDocuments.of(Problem.Type.UNAVAILABLE, "The " + name + " service " + what + ". " + advice),
                ProblemDocuments.header(HttpHeaders.RETRY_AFTER, seconds()));
    }

    private String seconds() {
        return Long.toString(Math.max(1, retryAfter.toSeconds()));
    }
}
