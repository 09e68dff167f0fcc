package org.dibao.gateway.problems;

import java.util.Comparator;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;

/** What a client would rather have. */
public final class Prefers {
    private Prefers() {}

    /** Whether a client names HTML before JSON, as browsers do. */
    public static boolean page(ServerRequest request) {
        return quality(request, MediaType.TEXT_HTML) > quality(request, MediaType.APPLICATION_JSON);
    }

    private static double quality(ServerRequest request, MediaType type) {
        return MediaType.parseMediaTypes(request.headers().header(HttpHeaders.ACCEPT)).stream()
                .filter(accepted -> accepted.isCompatibleWith(type))
                .max(Comparator.comparing(accepted -> !accepted.isWildcardType() && !accepted.isWildcardSubtype()))
                .map(accepted -> accepted.getQualityValue() - (accepted.isWildcardType() ? 0.0001 : 0))
                .orElse(0.0);
    }
}
