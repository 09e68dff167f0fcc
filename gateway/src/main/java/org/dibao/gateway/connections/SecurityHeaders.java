package org.dibao.gateway.connections;

import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * The security headers of every response. Articles are sanitised before they enter the log; should a script ever get
 * through, the page's policy still keeps it from running: only files of this site may run, nothing inline.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SecurityHeaders implements WebFilter {
    private static final String POLICY = "Content-Security-Policy";
    private static final String PAGE = "default-src 'none'; style-src 'self'; script-src 'self';"
            + " img-src 'self' https: http: data:; media-src 'self' https: http:; font-src 'self'; connect-src 'self';"
            + " manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    private static final String DATA =
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpResponse response = exchange.getResponse();
        response.beforeCommit(() -> {
            set(response.getHeaders(), response.getStatusCode(), HttpDate.now());
            return Mono.empty();
        });
        return chain.filter(exchange);
    }

    static void set(HttpHeaders headers, @Nullable HttpStatusCode status, String date) {
        String type = headers.getFirst(HttpHeaders.CONTENT_TYPE);
        // A 304 has no type, and its headers replace those of the cached page (RFC 9111, 3.2), so the page must keep
        // its policy.
        if (!HttpStatus.NOT_MODIFIED.equals(status) && !headers.containsHeader(POLICY)) {
            headers.set(POLICY, type != null && type.startsWith(MediaType.TEXT_HTML_VALUE) ? PAGE : DATA);
        }
        headers.set(HttpHeaders.DATE, date); // RFC 9110, 6.6.1
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "strict-origin-when-cross-origin");
        headers.set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
    }
}
