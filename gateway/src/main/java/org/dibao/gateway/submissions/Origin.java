package org.dibao.gateway.submissions;

import java.net.URI;
import org.springframework.web.reactive.function.server.ServerRequest;

/** Scheme and host as the caller sees the site. {@code Forwarded} counts only where Boot is told to trust it. */
final class Origin {
    private Origin() {}

    static String of(ServerRequest request) {
        URI uri = request.uri();
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }
}
