package org.dibao.support.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.dibao.support.work.Permits;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class EnclosedResponseTest {
    private final Permits permits = new Permits("tests", 1, new SimpleMeterRegistry());

    @Test
    void whatEnclosesTheMakingLastsUntilTheLastByte() {
        Sinks.Many<String> lines = Sinks.many().unicast().onBackpressureBuffer();
        MockServerHttpResponse response = new MockServerHttpResponse();
        Disposable answering = serve(lines.asFlux(), response).subscribe();
        lines.tryEmitNext("one");
        assertThat(permits.used()).isEqualTo(1);
        lines.tryEmitComplete();
        assertThat(answering.isDisposed()).isTrue();
        assertThat(permits.used()).isZero();
        assertThat(response.getBodyAsString().block(Duration.ofSeconds(5))).isEqualTo("one");
    }

    @Test
    void itEndsWhenTheReaderGoesAway() {
        Disposable answering = serve(Flux.never(), new MockServerHttpResponse()).subscribe();
        assertThat(permits.used()).isEqualTo(1);
        answering.dispose();
        assertThat(permits.used()).isZero();
    }

    private Mono<Void> serve(Flux<String> lines, MockServerHttpResponse response) {
        HttpHandler handler = RouterFunctions.toHttpHandler(RouterFunctions.route()
                .GET(
                        "/",
                        _ -> EnclosedResponse.of(writing -> permits.hold(
                                () -> writing.write(ServerResponse.ok()
                                        .contentType(MediaType.TEXT_PLAIN)
                                        .body(lines, String.class)),
                                () -> writing.write(ServerResponse.status(429).build()))))
                .build());
        return handler.handle(MockServerHttpRequest.get("/").build(), response);
    }
}
