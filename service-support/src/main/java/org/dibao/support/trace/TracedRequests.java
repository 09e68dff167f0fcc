package org.dibao.support.trace;

import org.dibao.contract.article.Position;
import org.dibao.contract.wire.TraceParent;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * Accepts the {@code traceparent} of each request, or makes one where there is none that is valid, and keeps it in Reactor's
 * context. Outermost, so that what handles failures knows it too.
 */
public final class TracedRequests implements HttpHandlerDecoratorFactory {

    @Override
    public HttpHandler apply(HttpHandler handler) {
        return (request, response) -> {
            TraceParent trace = TraceParent.accept(request.getHeaders().get(TraceParent.HTTP));
            return handler.handle(request, response).contextWrite(context -> with(context, trace));
        };
    }

    /** The request that a reactive chain belongs to; empty if it belongs to none. */
    public static @Nullable TraceParent of(ContextView context) {
        return context.getOrDefault(TraceParent.class, null);
    }

    /** What a chain needs so that its lines tell of a position too. */
    public static <T> Mono<T> about(Position position, Mono<T> chain) {
        return chain.contextWrite(context -> context.put(LogContext.POSITION, position.toString()));
    }

    static Context with(Context context, TraceParent trace) {
        return context.put(TraceParent.class, trace).put(LogContext.TRACE, trace.traceId());
    }
}
