package org.dibao.delivery.websub;

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
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** This site's feeds, as render makes them. */
final class RenderedFeeds implements FeedTopics {
    /** Longer lists are not sent: the feed is sent whole. */
    private static final int MAX_LIST = 4000;

    private static final List<String> FEEDS =
            List.of("application/atom+xml", "application/rss+xml", "application/feed+json");

    private final WebClient render;
    private final Duration timeout;

    /**
     * @param render  sends the secret between the services
     * @param timeout for a whole answer
     */
    RenderedFeeds(WebClient render, Duration timeout) {
        this.render = render;
        this.timeout = timeout;
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
                .uri(base -> URI.create(base.build().toString().replaceFirst("/+$", "") + path))
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
        boolean isIt = status == 200
                && type != null
                && FEEDS.contains(type.getType() + "/" + type.getSubtype())
                && link.contains("<" + topic + ">; rel=\"self\"");
        return isIt ? Optional.of(new Feed(type.toString(), link, body)) : Optional.empty();
    }
}
