package org.dibao.delivery.articles;

import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.dibao.contract.json.Json;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.wire.Headers;
import org.dibao.support.access.Secret;
import org.dibao.support.web.Instances;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientException;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/** The store, asked over HTTP. Every failure is a {@link StoreUnavailable}. */
final class Store implements AutoCloseable {
    private static final int MAX_ANSWER = 16 * 1024 * 1024;
    private static final Duration IDLE = Duration.ofSeconds(20);

    private final WebClient client;
    private final ConnectionProvider pool;
    private final Duration timeout;

    Store(StoreSettings settings, Secret secret, LoopResources loops) {
        this.timeout = settings.storeTimeout();
        this.pool = ConnectionProvider.builder("delivery-store")
                .maxConnections(32)
                .pendingAcquireMaxCount(-1)
                .pendingAcquireTimeout(timeout)
                .maxIdleTime(IDLE)
                .evictInBackground(IDLE)
                .build();
        this.client = WebClient.builder()
                .baseUrl(settings.storeUrl().toString().replaceFirst("/+$", ""))
                .defaultHeader(Headers.HTTP_SERVICE_SECRET, secret.token())
                .clientConnector(new ReactorClientHttpConnector(
                        Instances.byTurns(HttpClient.create(pool).runOn(loops))
                                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(timeout.toMillis()))))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(MAX_ANSWER))
                .build();
    }

    /** The article as {@code GET /api/articles/{id}} shows it without the key, as JSON in one line; {@code null} if it is not live. */
    Mono<byte[]> text(String article) {
        return answer(client.post()
                .uri("/public/articles/contents")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Json.bytes(List.of(article))));
    }

    Mono<SiteSettings> site() {
        return answer(client.get().uri("/site")).map(json -> Json.read(json, SiteSettings.class));
    }

    private Mono<byte[]> answer(WebClient.RequestHeadersSpec<?> request) {
        return request.exchangeToMono(Store::body)
                .timeout(timeout)
                .onErrorMap(
                        e -> e instanceof WebClientException
                                || e instanceof IOException
                                || e instanceof TimeoutException,
                        e -> new StoreUnavailable("The store does not answer: " + e.getMessage()));
    }

    private static Mono<byte[]> body(ClientResponse response) {
        if (response.statusCode().value() != 200) {
            return response.releaseBody()
                    .then(Mono.error(() -> new StoreUnavailable("The store answers with status "
                            + response.statusCode().value() + ".")));
        }
        return response.bodyToMono(byte[].class)
                .filter(body -> body.length > 0)
                .switchIfEmpty(Mono.error(() -> new StoreUnavailable("The store's answer is empty.")));
    }

    @Override
    public void close() {
        pool.dispose();
    }
}
