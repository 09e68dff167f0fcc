package org.dibao.gateway.warmup;

import java.util.UUID;
import org.dibao.contract.wire.Headers;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * The gateway's requests to itself. They are handled like any other request, but no metric counts them, neither here
 * nor in the services behind: metrics show users' traffic. Nobody else can send one, because the mark is a secret of
 * this process.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class WarmUpTraffic implements WebFilter {
    private final String mark = UUID.randomUUID().toString();

    /** The value of {@link Headers#HTTP_WARM_UP} that identifies such a request. */
    public String mark() {
        return mark;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String given = exchange.getRequest().getHeaders().getFirst(Headers.HTTP_WARM_UP);
        Mono<Void> handled = chain.filter(exchange);
        return mark.equals(given) ? handled.contextWrite(context -> context.put(WarmUpTraffic.class, true)) : handled;
    }

    /** Whether the current processing is for such a request. */
    public static boolean isIn(ContextView context) {
        return context.hasKey(WarmUpTraffic.class);
    }

    /** Marks a call to a service behind the gateway. */
    public static void mark(ContextView context, HttpHeaders to) {
        if (isIn(context)) {
            to.set(Headers.HTTP_WARM_UP, "true");
        }
    }
}
