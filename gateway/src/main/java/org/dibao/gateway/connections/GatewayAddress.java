package org.dibao.gateway.connections;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

/** The address of a running gateway. */
public final class GatewayAddress {
    private GatewayAddress() {}

    /**
     * An address that is reachable from this machine, without a trailing slash. If the gateway listens on all
     * addresses, it is 127.0.0.1.
     */
    public static URI of(WebServerApplicationContext gateway) {
        Binder settings = Binder.get(gateway.getEnvironment());
        InetAddress address = settings.bind("server.address", InetAddress.class).orElse(null);
        Ssl ssl = settings.bind("server.ssl", Ssl.class).orElse(null);
        int port = Objects.requireNonNull(gateway.getWebServer(), "the gateway has not started")
                .getPort();
        String host = address == null || address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress();
        try {
            return new URI(Ssl.isEnabled(ssl) ? "https" : "http", null, host, port, null, null, null);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("an IP address is a host", e);
        }
    }
}
