package org.dibao.support.access;

import org.dibao.contract.event.Problem;
import org.dibao.support.problem.ProblemDocuments;
import org.springframework.beans.factory.annotation.Value;
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
 * Restricts the management port to health and metrics, which need no key. Spring would serve the service's routes there
 * too, because the management context is a child of the service's.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class ManagementPort implements WebFilter {
    private static final ProblemDetail NOTHING =
            ProblemDocuments.of(Problem.Type.NOT_FOUND, "This port serves only health and metrics.");

    private final ApplicationContext service;
    private final String root;

    /** @param root the base path of health and metrics */
    public ManagementPort(
            ApplicationContext service, @Value("${management.endpoints.web.base-path:/actuator}") String root) {
        this.service = service;
        this.root = root;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String path = exchange.getRequest().getPath().value();
        boolean served =
                exchange.getApplicationContext() == service || path.equals(root) || path.startsWith(root + "/");
        return served
                ? chain.filter(exchange)
                : ProblemDocuments.write(exchange.getResponse(), NOTHING, HttpHeaders.EMPTY);
    }
}
