package org.dibao.gateway.connections;

import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/** Who sends a request, for limits per client. */
@Component
public final class ClientAddresses {
    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private final TrustedProxies proxies;

    ClientAddresses(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    /**
     * The client's address: the peer's, or the last that a trusted proxy names in {@code X-Forwarded-For}.
     *
     * @return absent if the peer is trusted and names nobody
     */
    public @Nullable String of(ServerHttpRequest request) {
        InetSocketAddress peer = request.getRemoteAddress();
        if (peer == null || peer.getAddress() == null) {
            return null;
        }
        if (!proxies.isTrusted(peer)) {
            return peer.getAddress().getHostAddress();
        }
        List<String> lines = request.getHeaders().getOrEmpty(FORWARDED_FOR);
        if (lines.isEmpty()) {
            return null;
        }
        String line = lines.getLast();
        String last = line.substring(line.lastIndexOf(',') + 1).strip();
        return NetUtil.isValidIpV4Address(last) || NetUtil.isValidIpV6Address(last) ? last : null;
    }
}
