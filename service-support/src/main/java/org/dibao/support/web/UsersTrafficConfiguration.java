package org.dibao.support.web;

import io.micrometer.observation.ObservationPredicate;
import org.dibao.contract.wire.Headers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;

/** For the services behind the gateway: their HTTP metrics show users' requests, not the gateway's warm-up. */
@Configuration(proxyBeanMethods = false)
public class UsersTrafficConfiguration {

    @Bean
    ObservationPredicate usersTraffic() {
        return (_, context) -> !(context instanceof ServerRequestObservationContext request
                && request.getCarrier() != null
                && request.getCarrier().getHeaders().containsHeader(Headers.HTTP_WARM_UP));
    }
}
