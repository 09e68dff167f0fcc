package org.dibao.gateway;

import io.netty.channel.Channel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.dibao.contract.json.Json;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** A service behind the gateway, over real HTTP. */
final class FakeService implements AutoCloseable {
    record Seen(String method, String uri, io.netty.handler.codec.http.HttpHeaders headers, String body) {}

    record Reply(int status, Map<String, String> headers, String body) {
        static Reply json(int status, Object body) {
            return new Reply(status, Map.of("Content-Type", "application/json"), Json.text(body));
        }

        static Reply problem(int status, String type, String detail) {
            return new Reply(
                    status,
                    Map.of("Content-Type", "application/problem+json"),
                    Json.text(Map.of("type", type, "status", status, "detail", detail)));
        }
    }

    final List<Seen> seen = new CopyOnWriteArrayList<>();
    private volatile Function<Seen, Mono<Reply>> answers =
            _ -> Mono.just(Reply.problem(404, "/problems/not-found", "nothing"));
    private volatile @Nullable BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> raw;
    private final List<Channel> connections = new CopyOnWriteArrayList<>();
    private DisposableServer server;
    private final int port;

    FakeService() {
        server = serve(0);
        port = server.port();
    }

    private DisposableServer serve(int at) {
        return HttpServer.create()
                .host("127.0.0.1")
                .port(at)
                .doOnChannelInit((_, channel, _) -> connections.add(channel))
                .handle(this::handle)
                .bindNow();
    }

    private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
        BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> own = raw;
        if (own != null) {
            return own.apply(request, response);
        }
        return request.receive()
                .aggregate()
                .asString(StandardCharsets.UTF_8)
                .defaultIfEmpty("")
                .map(body -> new Seen(
                        request.method().name(),
                        request.uri(),
                        request.requestHeaders().copy(),
                        body))
                .doOnNext(seen::add)
                .flatMap(it -> answers.apply(it))
                .flatMap(reply -> {
                    reply.headers().forEach(response::header);
                    response.status(reply.status());
                    return response.sendString(Mono.just(reply.body())).then();
                });
    }

    void answers(Function<Seen, Reply> to) {
        raw = null;
        answers = it -> Mono.just(to.apply(it));
    }

    void answersLater(Function<Seen, Mono<Reply>> to) {
        raw = null;
        answers = to;
    }

    void handles(BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> handler) {
        raw = handler;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Stops listening and closes every connection, as a process that dies. */
    void down() {
        server.disposeNow(Duration.ofSeconds(2));
        connections.forEach(it -> it.close().awaitUninterruptibly());
        connections.clear();
    }

    void up() {
        server = serve(port);
    }

    @Override
    public void close() {
        server.disposeNow(Duration.ofSeconds(2));
    }
}
