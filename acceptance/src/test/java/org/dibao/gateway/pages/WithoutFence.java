package org.dibao.gateway.pages;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.dibao.contract.article.Position;
import org.dibao.gateway.GatewayApplication;
import org.dibao.gateway.backends.Backends;
import org.springframework.context.annotation.Bean;

/**
 * A gateway that is broken on purpose, for {@code acceptance/chaos --prove}: whatever arrives is cached, also if it was purged while it was
 * on its way. It is here because the fence is nobody else's business.
 */
final class WithoutFence {
    private static final class Open extends Fence {
        Open(int maxKeys) {
            super(maxKeys);
        }

        @Override
        synchronized boolean isFresh(Position position, Iterable<String> keys) {
            return true;
        }
    }

    public static void main(String[] args) {
        GatewayApplication.builder()
                .sources(WithoutFence.class)
                .properties("spring.main.allow-bean-definition-overriding=true")
                .run(args);
    }

    @Bean
    static PageCache pageCache(
            PageCacheSettings settings,
            org.dibao.gateway.publications.ProcessedPosition processed,
            Backends backends,
            MeterRegistry meters,
            Clock clock) {
        return new PageCache(
                settings,
                new Open(settings.purgedKeys()),
                processed::position,
                processed::behind,
                new RenderedPages(backends.render(), clock),
                new PageMeters(meters));
    }
}
