package org.dibao.standalone;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.PropertySource;

/**
 * One service's settings for the addresses of others, such as {@code dibao.gateway.store-url}. A service has an address once
 * it listens; one that starts at the same time waits here for the addresses it needs.
 */
final class BackendUrlPropertySource
        extends PropertySource<Map<Service, CompletableFuture<ConfigurableApplicationContext>>> {
    private final Service of;

    /** @param starting the services that it calls */
    BackendUrlPropertySource(Service of, Map<Service, CompletableFuture<ConfigurableApplicationContext>> starting) {
        super("addresses-behind", starting);
        this.of = of;
    }

    @Override
    public @Nullable Object getProperty(String name) {
        for (var service : getSource().entrySet()) {
            if (name.equals("dibao." + of.title() + "." + service.getKey().title() + "-url")) {
                return ServiceAddresses.url(service.getKey(), service.getValue().join());
            }
        }
        return null;
    }
}
