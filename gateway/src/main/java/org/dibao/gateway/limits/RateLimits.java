package org.dibao.gateway.limits;

import io.netty.util.NetUtil;
import java.util.HexFormat;
import java.util.Objects;
import org.dibao.contract.event.Problem;
import org.dibao.gateway.auth.Access;
import org.dibao.gateway.auth.ApiKeyAuthenticator;
import org.dibao.gateway.connections.ClientAddresses;
import org.dibao.support.problem.ProblemDocuments;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Answers 429 to a client that asks too much of the API or the search. Pages are not counted: they come from the cache, and many
 * readers may share an address. The header fields are those of the Internet-Draft draft-ietf-httpapi-ratelimit-headers-09;
 * answers that a cache
 * may keep have none.
 */
@Component
@Order(1) // preflight requests are answered before
final class RateLimits implements WebFilter {
    private static final int PREFIX_BYTES = 8;

    private final ApiKeyAuthenticator authenticator;
    private final ClientAddresses addresses;
    private final @Nullable Quota keys;
    private final @Nullable Quota clients;

    RateLimits(ApiKeyAuthenticator authenticator, ClientAddresses addresses, LimitSettings settings) {
        this.authenticator = authenticator;
        this.addresses = addresses;
        this.keys = settings.perKey() == 0 ? null : new Quota("per-key", settings.perKey(), settings.clients());
        this.clients =
                settings.perAddress() == 0 ? null : new Quota("per-address", settings.perAddress(), settings.clients());
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        if (!isCounted(request.getURI().getRawPath())) {
            return chain.filter(exchange);
        }
        Access.Holder holder = authenticator.access(request.getHeaders()) instanceof Access.Holder valid ? valid : null;
        Quota quota = holder == null ? clients : keys;
        String client = holder == null ? block(addresses.of(request)) : holder.name();
        if (quota == null || client == null) {
            return chain.filter(exchange);
        }
        Quota.Use use = quota.take(client, System.nanoTime());
        if (use instanceof Quota.Use.Refused refused) {
            return tooMany(exchange, quota, refused);
        }
        if (holder != null) {
            describe(exchange.getResponse().getHeaders(), quota, use);
        }
        return chain.filter(exchange);
    }

    private static boolean isCounted(String path) {
        return path.startsWith("/api/") || path.equals("/search");
    }

    private static Mono<Void> tooMany(ServerWebExchange exchange, Quota quota, Quota.Use.Refused refused) {
        HttpHeaders headers =
                ProblemDocuments.header(HttpHeaders.RETRY_AFTER, Long.toString(refused.retryAfterSeconds()));
        describe(headers, quota, refused);
        return ProblemDocuments.write(
                exchange.getResponse(),
                ProblemDocuments.of(
                        Problem.Type.TOO_MANY,
                        "More than " + quota.requests() + " requests came from this client within a minute. Nothing was"
                                + " accepted; try again in " + refused.retryAfterSeconds() + " s."),
                headers);
    }

    private static void describe(HttpHeaders headers, Quota quota, Quota.Use use) {
        headers.set("RateLimit-Policy", quota.policy());
        headers.set("RateLimit", quota.state(use));
    }

    /** The address, or the block of IPv6 addresses of which one household can have as many as it likes. */
    static @Nullable String block(@Nullable String address) {
        byte[] bytes = address == null ? null : NetUtil.createByteArrayFromIpAddressString(address);
        if (bytes == null || bytes.length <= PREFIX_BYTES) {
            return address;
        }
        return HexFormat.of().formatHex(Objects.requireNonNull(bytes), 0, PREFIX_BYTES) + "/64";
    }
}
