package org.dibao.gateway.backends;

import io.netty.channel.ChannelOption;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.dibao.support.access.Secret;
import org.dibao.support.access.ServiceSecretSettings;
import org.dibao.support.web.Instances;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({BackendSettings.class, ServiceSecretSettings.class})
class BackendsConfiguration {

    /**
     * A separate instance: with the global resources, closing one application would close the servers of all
     * applications in the JVM.
     */
    @Bean
    ReactorResourceFactory reactorResourceFactory() {
        ReactorResourceFactory factory = new ReactorResourceFactory();
        factory.setUseGlobalResources(false);
        return factory;
    }

    /** Shared by all gateways and services of a site. */
    @Bean
    Secret serviceSecret(BackendSettings settings, ServiceSecretSettings given) {
        return given.secret(settings.beyondThisMachine());
    }

    @Bean
    Backends backends(BackendSettings settings, Secret serviceSecret, ReactorResourceFactory resources) {
        List<ConnectionProvider> pools = new ArrayList<>();
        Maker maker = new Maker(settings, serviceSecret, resources, pools);
        return new Backends(
                maker.backend("ingest", settings.ingestUrl(), settings.ingestTimeout(), false),
                maker.backend("imports", settings.ingestUrl(), settings.ingestTimeout(), false),
                maker.backend("store", settings.storeUrl(), settings.storeTimeout(), true),
                maker.backend("render", settings.renderUrl(), settings.renderTimeout(), true),
                maker.backend("delivery", settings.deliveryUrl(), settings.deliveryTimeout(), false),
                () -> pools.forEach(ConnectionProvider::dispose));
    }

    private record Maker(
            BackendSettings settings, Secret secret, ReactorResourceFactory resources, List<ConnectionProvider> pools) {

        /** @param mayRepeat whether a request may be sent again when its connection turns out to be closed */
        Backend backend(String name, URI url, Duration timeout, boolean mayRepeat) {
            ConnectionProvider pool = ConnectionProvider.builder("gateway-" + name)
                    .maxConnections(settings.maxConnections())
                    .pendingAcquireMaxCount(settings.maxPending())
                    .pendingAcquireTimeout(timeout)
                    .maxIdleTime(settings.idleConnection())
                    .evictInBackground(settings.idleConnection())
                    .lifo()
                    .build();
            pools.add(pool);
            HttpClient http = Instances.byTurns(HttpClient.create(pool).runOn(resources.getLoopResources()))
                    .option(
                            ChannelOption.CONNECT_TIMEOUT_MILLIS,
                            Math.toIntExact(settings.connectTimeout().toMillis()))
                    .option(ChannelOption.TCP_NODELAY, true)
                    .disableRetry(!mayRepeat);
            WebClient client = WebClient.builder()
                    .clientConnector(new ReactorClientHttpConnector(http))
                    .filter(new Admission(name, secret))
                    .filter(new TracedCalls())
                    .codecs(codecs -> codecs.defaultCodecs()
                            .maxInMemorySize(
                                    Math.toIntExact(settings.maxAnswer().toBytes())))
                    .build();
            return new Backend(name, url, client, timeout, settings.retryAfter());
        }
    }
}
