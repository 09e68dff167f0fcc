package org.dibao.gateway;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dibao.gateway.problems.Responses;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * The handlers of one address by method: other methods get 405, and a client that does not accept its media type gets
 * 406.
 */
final class Resource implements HandlerFunction<ServerResponse> {
    private final Map<HttpMethod, HandlerFunction<ServerResponse>> methods = new LinkedHashMap<>(8);
    private final List<MediaType> gives;
    private final @Nullable HandlerFunction<ServerResponse> always;
    private String hint = "";

    private Resource(List<MediaType> gives, @Nullable HandlerFunction<ServerResponse> always) {
        this.gives = gives;
        this.always = always;
    }

    static Resource none() {
        return new Resource(List.of(MediaType.ALL), null);
    }

    /** Gives the same answer to every method. */
    static Resource unknown(HandlerFunction<ServerResponse> handler) {
        return new Resource(List.of(MediaType.ALL), handler);
    }

    static Resource read(MediaType gives, HandlerFunction<ServerResponse> handler) {
        return read(List.of(gives), handler);
    }

    /** @param gives the media types that it can give, one of which a client must accept */
    static Resource read(List<MediaType> gives, HandlerFunction<ServerResponse> handler) {
        return new Resource(gives, null).on(HttpMethod.GET, handler).on(HttpMethod.HEAD, handler);
    }

    Resource post(HandlerFunction<ServerResponse> handler) {
        return on(HttpMethod.POST, handler);
    }

    Resource put(HandlerFunction<ServerResponse> handler) {
        return on(HttpMethod.PUT, handler);
    }

    Resource patch(HandlerFunction<ServerResponse> handler) {
        return on(HttpMethod.PATCH, handler);
    }

    Resource delete(HandlerFunction<ServerResponse> handler) {
        return on(HttpMethod.DELETE, handler);
    }

    /** @param hint what somebody wants who uses a method that this address does not support, and where that is */
    Resource otherwise(String hint) {
        this.hint = " " + hint;
        return this;
    }

    private Resource on(HttpMethod method, HandlerFunction<ServerResponse> handler) {
        methods.put(method, handler);
        return this;
    }

    @Override
    public Mono<ServerResponse> handle(ServerRequest request) {
        if (always != null) {
            return always.handle(request);
        }
        HttpMethod method = request.method();
        HandlerFunction<ServerResponse> handler = methods.get(method);
        if (handler == null) {
            return method.equals(HttpMethod.OPTIONS)
                    ? Responses.empty(204, headers -> headers.set(HttpHeaders.ALLOW, allow()))
                    : Responses.methodNotAllowed(allow(), hint);
        }
        boolean reads = method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
        if (reads && !gives.contains(MediaType.ALL) && !accepts(request)) {
            return Responses.notAcceptable(gives);
        }
        return handler.handle(request);
    }

    private boolean accepts(ServerRequest request) {
        List<MediaType> accepted = MediaType.parseMediaTypes(request.headers().header(HttpHeaders.ACCEPT));
        return accepted.isEmpty()
                || accepted.stream()
                        .anyMatch(type ->
                                type.getQualityValue() > 0 && gives.stream().anyMatch(type::includes));
    }

    private String allow() {
        return String.join(", ", methods.keySet().stream().map(HttpMethod::name).toList());
    }
}
