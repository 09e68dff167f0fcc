package org.dibao.delivery.websub;

import io.netty.channel.ChannelOption;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;
import org.dibao.contract.wire.Headers;
import org.dibao.support.access.Secret;
import org.dibao.support.web.Instances;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/** This site's feeds, as render makes them. */
final class RenderedFeeds implements FeedTopics, AutoCloseable {
    /** Longer lists are not sent: the feed is sent whole. */
    private static final int MAX_LIST = 4000;

    private static final List<String> FEEDS =
            List.of("application/atom+xml", "application/rss+xml", "application/feed+json");

    private static final int MAX_FEED = 16 * 1024 * 1024;
    private static final Duration IDLE = Duration.ofSeconds(20);

    private final WebClient render;
    private final String base;
    private final ConnectionProvider pool;
    private final Duration timeout;

    private RenderedFeeds(WebClient render, String base, ConnectionProvider pool, Duration timeout) {
        this.render = render;
        this.base = base;
        this.pool = pool;
        this.timeout = timeout;
    }

    static RenderedFeeds at(FeedSource source, Secret secret, LoopResources loops) {
        Duration timeout = source.renderTimeout();
        ConnectionProvider pool = ConnectionProvider.builder("delivery-render")
                .maxConnections(32)
                .pendingAcquireMaxCount(-1)
                .pendingAcquireTimeout(timeout)
                .maxIdleTime(IDLE)
                .evictInBackground(IDLE)
                .build();
        HttpClient http = Instances.byTurns(HttpClient.create(pool).runOn(loops))
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(timeout.toMillis()));
        WebClient client = WebClient.builder()
                .defaultHeader(Headers.HTTP_SERVICE_SECRET, secret.token())
                .clientConnector(new ReactorClientHttpConnector(http))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(MAX_FEED))
                .build();
        return new RenderedFeeds(client, source.renderUrl().toString().replaceFirst("/+$", ""), pool, timeout);
    }

    @Override
    public Mono<Boolean> exists(URI topic) {
        return read(topic, Position.NONE, Set.of()).map(Optional::isPresent);
    }

    @Override
    public Mono<Optional<Feed>> read(URI topic, Position atLeast, Set<String> articles) {
        String list = articles.stream().map(ArticlePath::encode).collect(Collectors.joining(" "));
        String path = topic.getRawPath() + (topic.getRawQuery() == null ? "" : "?" + topic.getRawQuery());
        return render.get()
                // Its own host, whatever the topic's: what answers there names itself, and that is compared.
                .uri(URI.create(base + path))
                .headers(to -> {
                    to.set(Headers.HTTP_AT_LEAST, atLeast.toString());
                    if (!list.isEmpty() && list.length() <= MAX_LIST) {
                        to.set(Headers.HTTP_ARTICLES, list);
                    }
                })
                .exchangeToMono(answer -> answer.bodyToMono(byte[].class)
                        .defaultIfEmpty(new byte[0])
                        .flatMap(body -> {
                            int status = answer.statusCode().value();
                            if (status >= 500) {
                                return Mono.error(new IllegalStateException("render answered " + status));
                            }
                            return Mono.just(
                                    feed(topic, status, answer.headers().asHttpHeaders(), body));
                        }))
                .timeout(timeout);
    }

    private static Optional<Feed> feed(URI topic, int status, HttpHeaders headers, byte[] body) {
        MediaType type = headers.getContentType();
        String link = Objects.requireNonNullElse(headers.getFirst(HttpHeaders.LINK), "");
        return status == 200
                        && type != null
                        && FEEDS.contains(type.getType() + "/" + type.getSubtype())
                        && link.contains("<" + topic + ">; rel=\"self\"")
                ? Optional.of(new Feed(type.toString(), link, body))
                : Optional.empty();
    }

    @Override
    public void close() {
        pool.dispose();
    }
}
