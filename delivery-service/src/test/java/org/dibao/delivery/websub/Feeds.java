package org.dibao.delivery.websub;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.dibao.contract.article.Position;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A site with one feed, whose content says what was asked for. */
final class Feeds implements FeedTopics {
    static final String LINK =
            "<https://news.example.org/feed.xml>; rel=\"self\", <https://news.example.org/api/websub>; rel=\"hub\"";

    private final @Nullable URI feed;
    boolean broken;

    Feeds(@Nullable URI feed) {
        this.feed = feed;
    }

    @Override
    public Mono<Boolean> exists(URI topic) {
        return Mono.just(topic.equals(feed));
    }

    @Override
    public Mono<Optional<Feed>> read(URI topic, Position atLeast, Set<String> articles) {
        if (broken) {
            return Mono.error(new IllegalStateException("render answered 503"));
        }
        String content = "at least " + atLeast + " " + new TreeSet<>(articles);
        return Mono.just(
                topic.equals(feed)
                        ? Optional.of(new Feed(
                                "application/atom+xml;charset=utf-8", LINK, content.getBytes(StandardCharsets.UTF_8)))
                        : Optional.empty());
    }
}
