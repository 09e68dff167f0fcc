package org.dibao.gateway;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import org.dibao.gateway.connections.ReadyAnswer;
import org.dibao.gateway.connections.ReadyAnswers;
import org.dibao.gateway.pages.PageAddress;
import org.dibao.gateway.pages.PageServer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.support.Netty4HeadersAdapter;
import org.springframework.stereotype.Component;

/** Cached pages, past the routing. Only addresses that consist of nothing unusual; the routing judges the others. */
@Component
final class ReadyPages implements ReadyAnswers {
    private final Routes routes;
    private final PageServer pages;

    ReadyPages(Routes routes, PageServer pages) {
        this.routes = routes;
        this.pages = pages;
    }

    @Override
    public @Nullable ReadyAnswer to(HttpRequest request) {
        String uri = request.uri();
        int query = uri.indexOf('?');
        String path = query < 0 ? uri : uri.substring(0, query);
        return isUsual(uri, path.length()) && routes.isPage(path)
                ? pages.ready(
                        path,
                        query < 0 ? "" : uri.substring(query + 1),
                        new HttpHeaders(new Netty4HeadersAdapter(request.headers())),
                        request.method().equals(HttpMethod.HEAD))
                : null;
    }

    private static boolean isUsual(String uri, int path) {
        if (!uri.startsWith("/") || uri.startsWith("//")) {
            return false;
        }
        for (int i = 0; i < uri.length(); i++) {
            char c = uri.charAt(i);
            boolean escape = c == '%' && isHex(uri, i + 1) && isHex(uri, i + 2);
            if (!escape && !PageAddress.isPlain(c) && (c != '?' || i < path)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHex(String uri, int at) {
        return at < uri.length() && Character.digit(uri.charAt(at), 16) >= 0;
    }
}
