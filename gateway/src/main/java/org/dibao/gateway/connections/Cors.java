package org.dibao.gateway.connections;

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Scripts of other sites may read the API and the events but never write. There are no cookies, so {@code *} exposes
 * only public content; a key must be sent explicitly.
 */
@Component
@Order(0)
final class Cors implements WebFilter {
    private static final String READS = "GET, HEAD";

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        HttpMethod method = exchange.getRequest().getMethod();
        boolean preflight = method.equals(HttpMethod.OPTIONS)
                && exchange.getRequest().getHeaders().containsHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
        boolean read = method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
        if (!(preflight || read) || !exchange.getRequest().getPath().value().startsWith("/api/")) {
            return chain.filter(exchange);
        }
        HttpHeaders headers = exchange.getResponse().getHeaders();
        headers.setAccessControlAllowOrigin("*");
        if (!preflight) {
            headers.set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, "Dibao-Position, ETag, Link, Location, Retry-After");
            return chain.filter(exchange);
        }
        headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, READS);
        headers.set(
                HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, "Authorization, Cache-Control, If-None-Match, Last-Event-ID");
        headers.set(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "3600");
        exchange.getResponse().setStatusCode(HttpStatus.NO_CONTENT);
        return exchange.getResponse().setComplete();
    }
}
