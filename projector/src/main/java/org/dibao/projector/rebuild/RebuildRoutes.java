package org.dibao.projector.rebuild;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.dibao.contract.json.Json;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** What a service answers the gateway about a rebuild: {@code GET} tells how far it is, {@code POST} begins one or joins it. */
public final class RebuildRoutes {
    private RebuildRoutes() {}

    /** Of the database. */
    public static RouterFunction<ServerResponse> of(Rebuilds rebuilds) {
        return of("/api/rebuild", rebuilds::state, rebuilds::begin);
    }

    public static RouterFunction<ServerResponse> of(
            String path,
            Supplier<CompletableFuture<RebuildState>> state,
            Supplier<CompletableFuture<RebuildState>> begin) {
        return route().GET(path, _ -> answer(200, state))
                .POST(path, _ -> answer(202, begin))
                .build();
    }

    private static Mono<ServerResponse> answer(int status, Supplier<CompletableFuture<RebuildState>> question) {
        return Mono.fromFuture(question)
                .flatMap(state -> ServerResponse.status(status)
                        .contentType(MediaType.APPLICATION_JSON)
                        .cacheControl(CacheControl.noStore())
                        .bodyValue(Json.bytes(state)));
    }
}
