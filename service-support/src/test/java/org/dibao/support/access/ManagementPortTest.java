package org.dibao.support.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

class ManagementPortTest {
    private final ApplicationContext service = new StaticApplicationContext();
    private final ApplicationContext management = new StaticApplicationContext();
    private final ManagementPort filter = new ManagementPort(service, "/actuator");

    @Test
    void onTheManagementPortThereAreHealthAndMetricsAndNothingElse() {
        assertThat(ask(management, "/actuator/health/readiness")).isEqualTo(HttpStatus.OK);
        assertThat(ask(management, "/actuator")).isEqualTo(HttpStatus.OK);
        for (String path : new String[] {"/", "/api/articles", "/actuators", "/%61ctuator/../api/articles"}) {
            assertThat(ask(management, path)).as(path).isEqualTo(HttpStatus.NOT_FOUND);
        }
    }

    @Test
    void theServiceItselfIsNotConcerned() {
        assertThat(ask(service, "/api/articles")).isEqualTo(HttpStatus.OK);
    }

    private HttpStatusCode ask(ApplicationContext context, String path) {
        MockServerWebExchange exchange = MockServerWebExchange.builder(MockServerHttpRequest.method(
                        org.springframework.http.HttpMethod.POST, java.net.URI.create(path)))
                .applicationContext(context)
                .build();
        filter.filter(exchange, served -> {
                    served.getResponse().setStatusCode(HttpStatus.OK);
                    return Mono.empty();
                })
                .block();
        return exchange.getResponse().getStatusCode();
    }
}
