package org.dibao.delivery.subscription;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** How many subscriptions there are of each kind, and of each kind at each host. One thread changes it, any thread asks. */
public final class SubscriptionCounts {
    private final Map<String, Integer> kinds = new ConcurrentHashMap<>();
    private final Map<AtHost, Integer> hosts = new ConcurrentHashMap<>();

    private record AtHost(String kind, String host) {
        static AtHost of(String kind, String host) {
            return new AtHost(kind, host.toLowerCase(Locale.ROOT));
        }
    }

    /**
     * A definition has taken the place of another with its id.
     *
     * @param before absent if the subscription is new
     * @param after  absent if it was deleted
     */
    public void changed(@Nullable Subscription before, @Nullable Subscription after) {
        if (before != null) {
            add(before, -1);
        }
        if (after != null) {
            add(after, 1);
        }
    }

    private void add(Subscription one, int difference) {
        kinds.merge(one.kind(), difference, SubscriptionCounts::sum);
        String host = one.target().getHost();
        if (host != null) {
            hosts.merge(AtHost.of(one.kind(), host), difference, SubscriptionCounts::sum);
        }
    }

    /** Hosts without subscriptions are forgotten: anybody may name new ones. */
    private static @Nullable Integer sum(int before, int difference) {
        int sum = before + difference;
        return sum == 0 ? null : sum;
    }

    public int of(String kind) {
        return kinds.getOrDefault(kind, 0);
    }

    public int of(String kind, String host) {
        return hosts.getOrDefault(AtHost.of(kind, host), 0);
    }
}
