package org.dibao.support.trace;

import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import org.dibao.contract.article.Position;
import org.dibao.contract.wire.TraceParent;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * Accepts the {@code traceparent} of each request, or creates one if there is no valid one, and keeps it in Reactor's
 * context. It is outermost, so that failure handlers see it too.
 */
public final class TracedRequests implements HttpHandlerDecoratorFactory {
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final Spans spans;

    TracedRequests(Spans spans) {
        this.spans = spans;
    }

    @Override
    public HttpHandler apply(HttpHandler handler) {
        return (request, response) -> {
            TraceParent given = TraceParent.one(request.getHeaders().get(TraceParent.HTTP));
            TraceParent trace = given == null ? spans.begin() : given;
            return spans.areRecorded(trace) && !READING.contains(request.getMethod())
                    ? recorded(handler, request, response, trace)
                    : handler.handle(request, response).contextWrite(context -> with(context, trace));
        };
    }

    private Mono<Void> recorded(
            HttpHandler handler, ServerHttpRequest request, ServerHttpResponse response, TraceParent trace) {
        return Mono.using(
                () -> spans.start(name(request), trace, Instant.now()),
                span -> {
                    TraceParent within = span.context();
                    ServerHttpRequest traced = request.mutate()
                            .header(TraceParent.HTTP, within.toString())
                            .build();
                    return handler.handle(traced, response).contextWrite(context -> with(context, within));
                },
                span -> span.tag("http.response.status_code", status(response)).close());
    }

    /** Absent if the client disconnected first. */
    private static String status(ServerHttpResponse response) {
        HttpStatusCode status = response.getStatusCode();
        return status == null ? "none" : String.valueOf(status.value());
    }

    /** Low cardinality: whatever follows the second segment of a path identifies an article. */
    private static String name(ServerHttpRequest request) {
        String[] path = request.getPath().value().split("/", 4);
        return request.getMethod() + " " + String.join("/", Arrays.copyOf(path, Math.min(path.length, 3)));
    }

    /** The request that a reactive chain belongs to; null if there is none. */
    public static @Nullable TraceParent of(ContextView context) {
        return context.getOrDefault(TraceParent.class, null);
    }

    /** Adds a position to the log lines of a chain. */
    public static <T> Mono<T> about(Position position, Mono<T> chain) {
        return chain.contextWrite(context -> context.put(LogContext.POSITION, position.toString()));
    }

    static Context with(Context context, TraceParent trace) {
        return context.put(TraceParent.class, trace).put(LogContext.TRACE, trace.traceId());
    }
}
