package org.dibao.gateway.documents;

import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.dibao.contract.article.Digest;
import org.dibao.gateway.encoding.ClientCodings;
import org.dibao.gateway.problems.Responses;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** A document whose text depends on the site's address only. Thread-safe. */
final class Document {
    private record Version(String site, byte[] bytes, String etag) {}

    private final MediaType type;
    private final UnaryOperator<String> text;
    /** As it was last asked for: nearly everyone uses the same address. */
    private volatile @Nullable Version last;

    /** @param text makes it for the site at an address, such as {@code https://paper.example} */
    Document(MediaType type, UnaryOperator<String> text) {
        this.type = type;
        this.text = text;
    }

    /** Answers with the document, or 304 to a client that has it. */
    Mono<ServerResponse> answer(ServerRequest request, String site) {
        Version version = of(site);
        if (ClientCodings.of(request).knows(version.etag())) {
            return Responses.empty(304, headers -> {
                headers.setETag(version.etag());
                headers.setCacheControl("no-cache");
            });
        }
        return Responses.bytes(
                200,
                headers -> {
                    headers.setContentType(type);
                    headers.setETag(version.etag());
                    headers.setCacheControl("no-cache");
                },
                version.bytes());
    }

    private Version of(String site) {
        Version version = last;
        if (version == null || !version.site().equals(site)) {
            byte[] bytes = text.apply(site).getBytes(StandardCharsets.UTF_8);
            version = new Version(site, bytes, "\"" + Digest.of(bytes) + "\"");
            last = version;
        }
        return version;
    }
}
