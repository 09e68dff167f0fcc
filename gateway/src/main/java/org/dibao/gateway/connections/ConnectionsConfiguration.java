package org.dibao.gateway.connections;

import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsWebFilter;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConnectionSettings.class)
class ConnectionsConfiguration {
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    /**
     * Scripts of other sites may read the API and the events but never write. There are no cookies, so {@code *}
     * exposes only public content; a key must be sent explicitly. A request that writes is not blocked here, because
     * programs may also send an origin; a browser sends a preflight request first, which says that only reading is
     * allowed.
     */
    @Bean
    @Order(0)
    CorsWebFilter readingFromOtherSites() {
        CorsConfiguration reading = new CorsConfiguration();
        reading.setAllowedOrigins(List.of(CorsConfiguration.ALL));
        reading.setAllowedMethods(List.of(HttpMethod.GET.name(), HttpMethod.HEAD.name()));
        reading.setAllowedHeaders(List.of(
                HttpHeaders.AUTHORIZATION, HttpHeaders.CACHE_CONTROL, HttpHeaders.IF_NONE_MATCH, "Last-Event-ID"));
        reading.setExposedHeaders(List.of(
                "Dibao-Position", HttpHeaders.ETAG, HttpHeaders.LINK, HttpHeaders.LOCATION, HttpHeaders.RETRY_AFTER));
        reading.setMaxAge(3600L);
        return new CorsWebFilter(exchange -> readsTheApi(exchange.getRequest()) ? reading : null);
    }

    private static boolean readsTheApi(ServerHttpRequest request) {
        return READING.contains(request.getMethod())
                && request.getPath().value().startsWith("/api/");
    }
}
