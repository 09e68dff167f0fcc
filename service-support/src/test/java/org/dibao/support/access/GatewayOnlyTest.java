package org.dibao.support.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

class GatewayOnlyTest {
    private static final HttpStatus LET_IN = HttpStatus.NO_CONTENT;

    private final ApplicationContext service = new StaticApplicationContext();
    private final ApplicationContext management = new StaticApplicationContext();
    private final GatewayOnly filter = new GatewayOnly(new Secret("right"), service);

    @Test
    void whoShowsTheSecretIsLetIn() {
        assertThat(ask(service, "right").getStatusCode()).isEqualTo(LET_IN);
    }

    @Test
    void allOthersGetAProblemThatNamesTheGateway() {
        MockServerHttpResponse refusal = ask(service);
        assertThat(refusal.getStatusCode()).isEqualTo(HttpStatus.UNAUTHORIZED);
        assertThat(refusal.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(refusal.getBodyAsString().block())
                .contains("\"type\":\"/problems/unauthorized\"")
                .contains("gateway")
                .doesNotContain("right");
        assertThat(ask(service, "").getStatusCode()).isEqualTo(HttpStatus.UNAUTHORIZED);
        assertThat(ask(service, "wrong").getStatusCode()).isEqualTo(HttpStatus.UNAUTHORIZED);
        assertThat(ask(service, "right", "right").getStatusCode()).isEqualTo(HttpStatus.UNAUTHORIZED);
    }

    @Test
    void theManagementPortAsksForNoSecret() {
        assertThat(ask(management).getStatusCode()).isEqualTo(LET_IN);
    }

    private MockServerHttpResponse ask(ApplicationContext context, String... secrets) {
        MockServerWebExchange exchange = MockServerWebExchange.builder(
                        MockServerHttpRequest.post("/api/articles").header("Dibao-Service-Secret", secrets))
                .applicationContext(context)
                .build();
        filter.filter(exchange, admitted -> {
                    admitted.getResponse().setStatusCode(LET_IN);
                    return Mono.empty();
                })
                .block();
        return exchange.getResponse();
    }
}
