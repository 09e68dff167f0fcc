package org.dibao.gateway.submissions;

import java.util.List;
import org.dibao.contract.wire.Headers;
import org.dibao.gateway.auth.Access;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * The request headers that ingest receives: only listed ones, so that no internal or hop-by-hop header gets in from
 * outside.
 */
final class ForwardedRequestHeaders {
    private static final List<String> PASSED = List.of(
            HttpHeaders.CONTENT_TYPE,
            HttpHeaders.CONTENT_ENCODING,
            HttpHeaders.CONTENT_DISPOSITION,
            "Slug",
            "Idempotency-Key",
            Headers.HTTP_PLACE,
            Headers.HTTP_RESULTS,
            HttpHeaders.IF_MATCH,
            HttpHeaders.IF_NONE_MATCH);

    private ForwardedRequestHeaders() {}

    static HttpHeaders of(ServerRequest request, Access.Holder holder) {
        HttpHeaders from = request.headers().asHttpHeaders();
        HttpHeaders to = new HttpHeaders();
        for (String name : PASSED) {
            List<String> values = from.get(name);
            if (values != null) {
                to.put(name, values);
            }
        }
        to.set(Headers.HTTP_ACTOR, holder.name());
        return to;
    }

    /** Path and query as received. */
    static String target(ServerRequest request) {
        String query = request.uri().getRawQuery();
        String path = request.uri().getRawPath();
        return query == null ? path : path + "?" + query;
    }
}
