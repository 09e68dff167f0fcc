package org.dibao.delivery.searchengine;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dibao.contract.json.Json;
import org.dibao.delivery.subscription.Subscription;
import org.dibao.delivery.targets.TargetRequest;
import org.dibao.delivery.targets.TargetResult.Answered;
import org.dibao.support.indexnow.IndexNowSettings;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * IndexNow: up to 10,000 addresses of one host in a call, with a key that stands in a file of the same host, which the
 * gateway serves. One participating engine tells the others. Withdrawn articles are named as well, so that they leave
 * the index.
 */
record IndexNow(IndexNowSettings settings) implements SearchEngine {
    private static final Duration TOO_MANY = Duration.ofMinutes(10);

    @Override
    public String kind() {
        return "indexnow";
    }

    @Override
    public int most() {
        return 10_000;
    }

    @Override
    public Optional<String> fault(Subscription subscription) {
        return settings.indexNowKey() == null
                ? Optional.of(
                        "There is no key: set dibao.index-now-key (DIBAO_INDEX_NOW_KEY) for the gateway and for delivery.")
                : Optional.empty();
    }

    @Override
    public TargetRequest call(URI target, URI site, List<String> addresses) {
        String key = String.valueOf(settings.indexNowKey());
        ObjectNode body = Json.mapper()
                .createObjectNode()
                .put("host", site.getHost())
                .put("key", key)
                .put("keyLocation", keyLocation(site));
        addresses.forEach(body.putArray("urlList")::add);
        return new TargetRequest(
                "POST", target, Map.of("Content-Type", "application/json; charset=utf-8"), Json.bytes(body));
    }

    private String keyLocation(URI site) {
        return site + "/" + settings.indexNowKey() + ".txt";
    }

    @Override
    public String shown(URI target) {
        return target.toString();
    }

    @Override
    public @Nullable String refusal(Answered answer, URI site) {
        return switch (answer.status()) {
            case 200, 202 -> null;
            case 403 -> "The key is not accepted: " + keyLocation(site) + " must be reachable from the internet.";
            case 422 ->
                "The addresses do not belong to " + site.getHost() + ", or the key has another form than IndexNow's.";
            case 429 -> "There were too many calls.";
            default -> "It answers with status " + answer.status() + ".";
        };
    }

    @Override
    public @Nullable Duration pause(Answered answer, Instant now) {
        return answer.status() == 429 ? TOO_MANY : null;
    }

    @Override
    public @Nullable Integer remaining(Answered answer) {
        return null;
    }

    @Override
    public Instant nextDay(Instant now) {
        return now.atZone(ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.DAYS)
                .plusDays(1)
                .toInstant();
    }
}
