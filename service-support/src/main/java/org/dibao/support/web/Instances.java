package org.dibao.support.web;

import java.time.Duration;
import reactor.netty.http.client.HttpClient;

/** How a service finds the instances of another one. */
public final class Instances {
    /**
     * Some name servers, such as that of Docker, let an address be kept for minutes, while a container that is replaced
     * has another one.
     */
    private static final Duration ADDRESS_KEPT = Duration.ofSeconds(5);

    private Instances() {}

    /**
     * A client that connects to the addresses of a name by turns, and to the next one if a connection is refused. So each instance of
     * a service is an address of its name, and one that ends is passed over.
     *
     * @param client on its threads already: names are looked up there
     */
    public static HttpClient byTurns(HttpClient client) {
        return client.resolver(names -> names.cacheMaxTimeToLive(ADDRESS_KEPT).roundRobinSelection(true));
    }
}
