package org.dibao.standalone;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.PropertySource;

/**
 * The gateway's settings {@code dibao.gateway.ingest-url}, {@code .store-url}, {@code .render-url} and {@code .delivery-url}. A service has an
 * address once it listens; the gateway, which starts at the same time, waits here for the addresses it needs.
 */
final class BackendUrlPropertySource
        extends PropertySource<Map<Service, CompletableFuture<ConfigurableApplicationContext>>> {

    BackendUrlPropertySource(Map<Service, CompletableFuture<ConfigurableApplicationContext>> starting) {
        super("addresses-behind", starting);
    }

    @Override
    public @Nullable Object getProperty(String name) {
        for (var service : getSource().entrySet()) {
            if (name.equals("dibao.gateway." + service.getKey().title() + "-url")) {
                return ServiceAddresses.url(service.getKey(), service.getValue().join());
            }
        }
        return null;
    }
}
