package org.dibao.gateway.backends;

import org.dibao.support.problem.ProblemException;
import org.dibao.support.problem.ProblemDocuments;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.dibao.contract.event.Problem;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientException;
import reactor.core.publisher.Mono;

/** One service behind the gateway. A failure to reach it, or to read its answer whole, is a {@link ProblemException} with 503. */
public final class Backend {
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

    /** @param target path and query, encoded as they go over the wire */
    public URI at(String target) {
        return URI.create(base + target);
    }

    public WebClient client() {
        return client;
    }

    /** Asks without a body. */
    public Mono<BackendAnswer> get(String target, HttpHeaders headers) {
        return answer(client.get().uri(at(target)).headers(to -> to.addAll(headers)), "Try again.");
    }

    /** Sends a body once, and never again by itself: the sender decides whether to repeat it. */
    public Mono<BackendAnswer> send(HttpMethod method, String target, HttpHeaders headers, byte[] body) {
        WebClient.RequestBodySpec request =
                client.method(method).uri(at(target)).headers(to -> to.addAll(headers));
        return answer(body.length == 0 ? request : request.bodyValue(body), UNKNOWN);
    }

    /** What a sender must know when the answer to a write is lost. */
    public static final String UNKNOWN =
            "It is unknown whether the submission was accepted: it is in the log once or not"
                    + " at all. Send it again with the same Idempotency-Key; that is safe.";

    private Mono<BackendAnswer> answer(WebClient.RequestHeadersSpec<?> request, String advice) {
        return request.exchangeToMono(response -> response.bodyToMono(byte[].class)
                        .defaultIfEmpty(new byte[0])
                        .map(body -> new BackendAnswer(
                                response.statusCode().value(),
                                response.headers().asHttpHeaders(),
                                body)))
                .timeout(timeout)
                .onErrorMap(Backend::isTransport, e -> unavailable(advice));
    }

    /** Whether a failure is one of the connection, of time or of an answer that cannot be read. */
    public static boolean isTransport(Throwable e) {
        return e instanceof WebClientException
                || e instanceof IOException
                || e instanceof TimeoutException
                || e instanceof DataBufferLimitException;
    }

    /** 503 for an answer that is a failure: in the service's own words if it had any, never with what it failed over. */
    public ProblemException unavailable(BackendAnswer failure, String advice) {
        String retry = failure.headers().getFirst(HttpHeaders.RETRY_AFTER);
        return failure.status() != 503 || !failure.isProblem()
                ? unavailable(advice)
                : new ProblemException(
                        ProblemDocuments.of(Problem.Type.UNAVAILABLE, failure.detail()),
                        ProblemDocuments.header(
                                HttpHeaders.RETRY_AFTER,
                                retry == null ? Long.toString(Math.max(1, retryAfter.toSeconds())) : retry));
    }

    /** 503 with {@code Retry-After}. */
    public ProblemException unavailable(String advice) {
        return new ProblemException(
                ProblemDocuments.of(Problem.Type.UNAVAILABLE, "The " + name + " service does not answer. " + advice),
                ProblemDocuments.header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, retryAfter.toSeconds()))));
    }
}
