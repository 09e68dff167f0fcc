package org.dibao.delivery.searchengine;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.site.SiteSettings;
import org.dibao.delivery.articles.Articles;
import org.dibao.delivery.channel.Answer;
import org.dibao.delivery.channel.Channel;
import org.dibao.delivery.channel.InvalidSubscription;
import org.dibao.delivery.channel.Message;
import org.dibao.delivery.channel.Verdict;
import org.dibao.delivery.subscription.Subscription;
import org.dibao.delivery.targets.RetryAfter;
import org.dibao.delivery.targets.TargetClient;
import org.dibao.delivery.targets.TargetRequest;
import org.dibao.delivery.targets.TargetResult;
import org.dibao.eventlog.publicevents.LogEvent;
import org.dibao.support.indexnow.IndexNowSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Tells search engines which addresses are new, changed or gone. What happens within a moment goes in one call. Nothing
 * is said about the articles of an import, which search engines find in the sitemap, and nothing before the site has a
 * public address.
 */
@Component
@EnableConfigurationProperties({SearchEngineSettings.class, IndexNowSettings.class})
final class SearchEngineChannel implements Channel {
    private final Map<String, SearchEngine> engines;
    private final TargetClient client;
    private final Articles articles;
    private final Batches batches;
    /** For each subscription what its engine still takes today. */
    private final Map<String, Quota> quotas = new ConcurrentHashMap<>();

    private record Quota(int left, Instant until) {}

    SearchEngineChannel(SearchEngineSettings settings, IndexNowSettings key, TargetClient client, Articles articles) {
        this.engines =
                Stream.of(new IndexNow(key), new Baidu()).collect(Collectors.toMap(SearchEngine::kind, it -> it));
        this.client = client;
        this.articles = articles;
        this.batches = new Batches(settings.collect(), this::call);
    }

    @Override
    public boolean serves(String kind) {
        return engines.containsKey(kind);
    }

    private SearchEngine engine(Subscription of) {
        SearchEngine engine = engines.get(of.kind());
        if (engine == null) {
            throw new IllegalArgumentException(of.kind());
        }
        return engine;
    }

    @Override
    public String shownTarget(Subscription subscription) {
        return engine(subscription).shown(subscription.target());
    }

    /** As many as fit into one call may wait for it together. */
    @Override
    public int defaultConcurrency(String kind) {
        return 100;
    }

    @Override
    public void check(Subscription subscription) {
        client.fault(subscription.target())
                .or(() -> engine(subscription).fault(subscription))
                .ifPresent(fault -> {
                    throw new InvalidSubscription("target", fault);
                });
        if (!subscription.headers().isEmpty()) {
            throw new InvalidSubscription("headers", "A call to a search engine has no headers of its own.");
        }
        if (!subscription.options().isEmpty()) {
            throw new InvalidSubscription("options", "A call to a search engine has no options.");
        }
    }

    @Override
    public Mono<Answer> send(Subscription to, Message message) {
        if (message.event().event().imported()) {
            return skipped(to, "It was imported.");
        }
        return articles.site().flatMap(site -> {
            Set<String> addresses = addresses(message.event(), site);
            return addresses.isEmpty()
                    ? skipped(to, "It concerns no address, or the site has no public address (baseUrl).")
                    : batches.add(to, addresses, engine(to).most());
        });
    }

    private static Set<String> addresses(LogEvent event, SiteSettings site) {
        Set<String> addresses = new LinkedHashSet<>();
        if (site.baseUrl().equals(SiteSettings.DEFAULT.baseUrl())
                || event.kind() == null
                || !event.kind().isFact()) {
            return addresses;
        }
        if (event.event().livePath() != null) {
            addresses.add(site.baseUrl() + event.event().livePath().encoded());
        }
        if (event.event().formerPath() != null) {
            addresses.add(site.baseUrl() + new ArticlePath(event.event().formerPath()).encoded());
        }
        return addresses;
    }

    private Mono<Answer> call(Subscription to, List<String> addresses) {
        SearchEngine engine = engine(to);
        Instant now = Instant.now();
        Quota quota = quotas.get(to.id());
        if (quota != null && now.isBefore(quota.until()) && quota.left() < addresses.size()) {
            return Mono.just(answer(
                    to,
                    Verdict.RETRY,
                    null,
                    Duration.ZERO,
                    Duration.between(now, quota.until()),
                    "Its quota for today is used up: " + quota.left() + " addresses are left.",
                    true));
        }
        return articles.site().flatMap(site -> {
            URI address = URI.create(site.baseUrl());
            TargetRequest request = engine.call(to.target(), address, addresses);
            return client.send(request).map(result -> answer(to, engine, address, result, now));
        });
    }

    private Answer answer(Subscription to, SearchEngine engine, URI site, TargetResult result, Instant now) {
        return switch (result) {
            case TargetResult.Failed failed ->
                answer(to, Verdict.RETRY, null, failed.took(), null, failed.what(), failed.connected());
            case TargetResult.Answered answered -> {
                Optional.ofNullable(engine.remaining(answered))
                        .ifPresent(left -> quotas.put(to.id(), new Quota(left, engine.nextDay(now))));
                String refusal = engine.refusal(answered, site);
                Duration said = RetryAfter.of(answered.header("Retry-After"), now);
                yield answer(
                        to,
                        refusal == null ? Verdict.DELIVERED : Verdict.RETRY,
                        answered,
                        answered.took(),
                        refusal == null ? null : said == null ? engine.pause(answered, now) : said,
                        refusal,
                        true);
            }
        };
    }

    private Mono<Answer> skipped(Subscription to, String why) {
        return Mono.just(answer(to, Verdict.SKIPPED, null, Duration.ZERO, null, why, true));
    }

    private Answer answer(
            Subscription to,
            Verdict verdict,
            TargetResult.@Nullable Answered answered,
            Duration took,
            @Nullable Duration retryAfter,
            @Nullable String failure,
            boolean connected) {
        return Answer.with(verdict, "POST " + shownTarget(to))
                .status(answered == null ? 0 : answered.status())
                .took(took)
                .retryAfter(retryAfter)
                .excerpt(answered == null ? "" : answered.text())
                .failure(failure)
                .connected(connected)
                .build();
    }
}
