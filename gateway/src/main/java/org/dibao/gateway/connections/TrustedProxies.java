package org.dibao.gateway.connections;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.adapter.ForwardedHeaderTransformer;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;

/**
 * Scheme and host as seen by the client: {@code X-Forwarded-Proto} and {@code X-Forwarded-Host} from a proxy at a
 * trusted address. Of several values the last counts: the proxy itself added it, whereas the earlier ones may come from
 * anybody.
 *
 * <p>Nothing else is used: no port, which is part of the host, and no prefix, so that the path is the one that the
 * proxy's own rules have seen. Nor is {@code Forwarded}, which most proxies leave as the client sent it. This replaces
 * the transformer that {@code server.forward-headers-strategy} would set up.
 */
@Component(WebHttpHandlerBuilder.FORWARDED_HEADER_TRANSFORMER_BEAN_NAME)
final class TrustedProxies extends ForwardedHeaderTransformer {
    private static final String PROTO = "X-Forwarded-Proto";
    private static final String HOST = "X-Forwarded-Host";
    private static final Pattern SCHEME = Pattern.compile("https?", Pattern.CASE_INSENSITIVE);
    private static final Pattern AUTHORITY =
            Pattern.compile("(?:[A-Za-z0-9_][A-Za-z0-9_.-]*|\\[[0-9A-Fa-f:.]+\\])(?::[0-9]{1,5})?");

    private final List<IpSubnetFilterRule> trusted;

    TrustedProxies(ConnectionSettings settings) {
        this.trusted =
                settings.trustedProxies().stream().map(TrustedProxies::subnet).toList();
    }

    /**
     * @throws IllegalArgumentException if it is neither an address nor a block of addresses; names are never resolved
     */
    static IpSubnetFilterRule subnet(String block) {
        int slash = block.indexOf('/');
        byte @Nullable [] bytes =
                NetUtil.createByteArrayFromIpAddressString(slash < 0 ? block : block.substring(0, slash));
        if (bytes == null) {
            throw new IllegalArgumentException(block + " is not an address");
        }
        int bits = slash < 0 ? bytes.length * 8 : Integer.parseInt(block.substring(slash + 1));
        try {
            return new IpSubnetFilterRule(InetAddress.getByAddress(bytes), bits, IpFilterRuleType.ACCEPT);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public ServerHttpRequest apply(ServerHttpRequest request) {
        String scheme = last(request, PROTO, SCHEME);
        String authority = last(request, HOST, AUTHORITY);
        if (scheme == null && authority == null || !isTrusted(request.getRemoteAddress())) {
            return request;
        }
        URI uri = request.getURI();
        String query = uri.getRawQuery();
        URI seen = URI.create((scheme == null ? uri.getScheme() : scheme)
                + "://" + (authority == null ? uri.getRawAuthority() : authority)
                + uri.getRawPath() + (query == null ? "" : "?" + query));
        return request.mutate().uri(seen).build();
    }

    boolean isTrusted(@Nullable InetSocketAddress peer) {
        return peer != null && trusted.stream().anyMatch(subnet -> subnet.matches(peer));
    }

    /** Whether it is a name or an address, perhaps with a port. */
    static boolean isAuthority(String given) {
        return AUTHORITY.matcher(given).matches();
    }

    private static @Nullable String last(ServerHttpRequest request, String header, Pattern valid) {
        List<String> lines = request.getHeaders().getOrEmpty(header);
        if (lines.isEmpty()) {
            return null;
        }
        String line = lines.getLast();
        String value = line.substring(line.lastIndexOf(',') + 1).strip();
        return valid.matcher(value).matches() ? value : null;
    }
}
