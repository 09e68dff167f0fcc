package org.dibao.support.access;

import java.util.List;
import org.dibao.contract.event.Problem;
import org.dibao.contract.wire.Headers;
import org.dibao.support.problem.ProblemDocuments;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Answers 401 to every request without the gateway's secret before looking at anything else: the gateway has verified
 * the API key, and the services behind it do not. What {@link ManagementPort} leaves open is open to anyone who can
 * reach that port.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class GatewayOnly implements WebFilter {
    private static final Logger log = LoggerFactory.getLogger(GatewayOnly.class);

    private static final ProblemDetail REFUSAL = ProblemDocuments.of(
            Problem.Type.UNAUTHORIZED,
            "This service only answers its gateway: send the request there. If a gateway receives this answer, its"
                    + " DIBAO_SERVICE_SECRET differs from the service's.");

    private final Secret secret;
    private final ApplicationContext service;

    GatewayOnly(Secret secret, ApplicationContext service) {
        this.secret = secret;
        this.service = service;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (exchange.getApplicationContext() != service || showsSecret(exchange)) {
            return chain.filter(exchange);
        }
        log.debug(
                "refused {} from {}",
                exchange.getRequest().getPath(),
                exchange.getRequest().getRemoteAddress());
        return ProblemDocuments.write(
                exchange.getResponse(),
                REFUSAL,
                ProblemDocuments.header(HttpHeaders.WWW_AUTHENTICATE, Headers.HTTP_SERVICE_SECRET));
    }

    private boolean showsSecret(ServerWebExchange exchange) {
        List<String> given = exchange.getRequest().getHeaders().get(Headers.HTTP_SERVICE_SECRET);
        return given != null && given.size() == 1 && secret.matches(given.getFirst());
    }
}
