package org.dibao.delivery.websub;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.dibao.delivery.events.EventSource;
import org.dibao.delivery.subscription.SubscriptionLog;
import org.dibao.delivery.targets.TargetClient;
import org.dibao.delivery.targets.TargetRequest;
import org.dibao.delivery.targets.TargetResult;
import org.dibao.support.access.ServiceSecretSettings;
import org.dibao.support.work.Permits;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({WebSubSettings.class, FeedSource.class, ServiceSecretSettings.class})
class WebSubConfiguration {

    @Bean
    RenderedFeeds renderedFeeds(FeedSource source, ServiceSecretSettings secret, ReactorResourceFactory resources) {
        return RenderedFeeds.at(source, secret.secret(source.beyondThisMachine()), resources.getLoopResources());
    }

    @Bean
    WebSubChannel webSubChannel(RenderedFeeds feeds, TargetClient client, WebSubSettings settings) {
        return new WebSubChannel(feeds, client, settings.gather());
    }

    @Bean
    LoggedSubscriptions hubSubscriptions(
            SubscriptionLog log, EventSource events, WebSubSettings settings, Clock clock) {
        return new LoggedSubscriptions(log, events::last, settings, clock);
    }

    @Bean
    RouterFunction<ServerResponse> hubRoutes(
            RenderedFeeds feeds,
            TargetClient client,
            LoggedSubscriptions subscriptions,
            WebSubSettings settings,
            Clock clock,
            MeterRegistry meters) {
        Hub hub = new Hub(feeds, callback -> ask(client, callback), subscriptions, clock);
        return new HubRoutes(hub, settings, new Permits("websub", settings.maxVerifications(), meters)).routes();
    }

    private static Mono<Callbacks.Answer> ask(TargetClient client, java.net.URI callback) {
        return client.send(new TargetRequest("GET", callback, java.util.Map.of(), new byte[0]))
                .flatMap(result -> switch (result) {
                    case TargetResult.Answered answered ->
                        Mono.just(new Callbacks.Answer(answered.status(), answered.text()));
                    case TargetResult.Failed failed -> Mono.error(new IllegalStateException(failed.what()));
                });
    }

    @Bean
    Leases leases(LoggedSubscriptions subscriptions, SubscriptionLog log) {
        return new Leases(() -> log.isComplete() ? subscriptions.removeLapsed() : Mono.empty());
    }
}
