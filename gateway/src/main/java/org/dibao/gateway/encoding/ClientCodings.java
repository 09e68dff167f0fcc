package org.dibao.gateway.encoding;

import java.util.List;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * What a request says about codings.
 *
 * @param accepted what the client can read
 * @param known    the tags in its {@code If-None-Match}
 * @param required the tags in its {@code If-Match}
 */
public record ClientCodings(AcceptedCodings accepted, EntityTags known, EntityTags required) {

    /** @param request its headers as they were sent */
    public static ClientCodings of(HttpHeaders request) {
        AcceptedCodings accepted = AcceptedCodings.of(request);
        return new ClientCodings(
                accepted,
                EntityTags.of(lines(request, HttpHeaders.IF_NONE_MATCH), accepted),
                EntityTags.of(lines(request, HttpHeaders.IF_MATCH), AcceptedCodings.UNSAID));
    }

    /** Of a request that is being handled: its own headers no longer tell. */
    public static ClientCodings of(ServerRequest request) {
        return (ClientCodings) Objects.requireNonNull(request.attributes().get(ClientCodings.class.getName()));
    }

    /** @param etag of the current revision, without a coding */
    public boolean knows(String etag) {
        return known.tagOf(etag, accepted.best()) != null;
    }

    private static List<String> lines(HttpHeaders request, String name) {
        return request.getOrEmpty(name);
    }

    void makePlain(HttpHeaders request) {
        if (!known.isEmpty()) {
            request.put(HttpHeaders.IF_NONE_MATCH, known.plain());
        }
        if (!required.isEmpty()) {
            request.put(HttpHeaders.IF_MATCH, required.plain());
        }
    }
}
