package org.dibao.delivery.articles;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.dibao.contract.article.Position;
import org.dibao.contract.site.SiteSettings;
import org.dibao.eventlog.publicevents.LogEvent;
import org.dibao.support.access.ServiceSecretSettings;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Articles as they are now, at least as new as the event that is being sent. Subscribers to whom the same event goes at
 * the same time share an answer. Never blocks; fails with {@link StoreUnavailable}.
 */
@Component
@EnableConfigurationProperties({StoreSettings.class, ServiceSecretSettings.class})
public class Articles implements AutoCloseable {
    private static final byte[] NOT_LIVE = "null".getBytes(StandardCharsets.UTF_8);
    /** How long an article may have been withdrawn and still be sent. */
    private static final Duration SHARED = Duration.ofSeconds(1);

    private static final Duration SITE_KEPT = Duration.ofSeconds(10);

    private final Store store;
    private final AsyncCache<Key, byte[]> texts;
    private final Mono<SiteSettings> site;

    private record Key(String article, Position event) {}

    Articles(StoreSettings settings, ServiceSecretSettings secret, ReactorResourceFactory resources) {
        this.store = new Store(settings, secret.secret(settings.beyondThisMachine()), resources.getLoopResources());
        this.texts = Caffeine.newBuilder()
                .maximumWeight(settings.articlesMemory().toBytes())
                .<Key, byte[]>weigher((_, text) -> text.length + 100)
                .expireAfterWrite(SHARED)
                .buildAsync();
        this.site = store.site().cache(_ -> SITE_KEPT, _ -> Duration.ZERO, () -> Duration.ZERO);
    }

    /** The article of an event as {@code GET /api/articles/{id}} shows it without the key, as JSON; empty if it is not live. */
    public Mono<Optional<byte[]>> of(LogEvent event) {
        if (event.now() == null) {
            return Mono.just(Optional.empty());
        }
        return Mono.defer(() -> Mono.fromFuture(
                        texts.get(new Key(event.article(), event.position()), (key, _) -> ask(key)), true))
                .map(text -> Arrays.equals(text, NOT_LIVE) ? Optional.empty() : Optional.of(text));
    }

    private CompletableFuture<byte[]> ask(Key key) {
        CompletableFuture<byte[]> text = new CompletableFuture<>();
        store.text(key.article())
                .map(line -> new String(line, StandardCharsets.UTF_8).strip().getBytes(StandardCharsets.UTF_8))
                .subscribe(text::complete, text::completeExceptionally);
        return text;
    }

    /** The site's settings, up to 10 s old. */
    public Mono<SiteSettings> site() {
        return site;
    }

    @Override
    public void close() {
        store.close();
    }
}
