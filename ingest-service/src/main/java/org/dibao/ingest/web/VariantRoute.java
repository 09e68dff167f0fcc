package org.dibao.ingest.web;

import org.dibao.contract.file.FileContent;
import org.dibao.contract.file.Focus;
import org.dibao.ingest.pictures.Variants;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * {@code POST /variants/{hash}?focus=}: a gateway was asked for a variant of this picture that is not there, with a focal
 * point if it was for a
 * preview. Only the gateway asks.
 */
public final class VariantRoute {
    private final Variants variants;

    public VariantRoute(Variants variants) {
        this.variants = variants;
    }

    public RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route().POST("/variants/{hash}", this::want).build();
    }

    private Mono<ServerResponse> want(ServerRequest request) {
        String hash = request.pathVariable("hash");
        if (!FileContent.isHash(hash)) {
            return ServerResponse.notFound().build();
        }
        variants.want(hash, request.queryParam("focus").map(Focus::parse).orElse(null));
        return ServerResponse.accepted().build();
    }
}
