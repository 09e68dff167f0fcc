package org.dibao.delivery.websub;

import java.nio.charset.StandardCharsets;
import org.dibao.support.work.Permits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** The hub's address (WebSub, section 5.1): a form is answered with 202 before it is verified, or with what is wrong with it. */
final class HubRoutes {
    private static final Logger log = LoggerFactory.getLogger(HubRoutes.class);
    private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

    private final Hub hub;
    private final WebSubSettings settings;
    private final Permits verifications;

    HubRoutes(Hub hub, WebSubSettings settings, Permits verifications) {
        this.hub = hub;
        this.settings = settings;
        this.verifications = verifications;
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route().POST("/websub", this::ask).build();
    }

    private Mono<ServerResponse> ask(ServerRequest request) {
        if (!settings.enabled()) {
            return said(404, "This site's feeds cannot be subscribed to: dibao.delivery.websub.enabled is false.");
        }
        MediaType type = request.headers().contentType().orElse(MediaType.APPLICATION_FORM_URLENCODED);
        if (!MediaType.APPLICATION_FORM_URLENCODED.isCompatibleWith(type)) {
            return said(415, "Send a form: Content-Type: application/x-www-form-urlencoded.");
        }
        return request.formData().flatMap(form -> {
            HubRequest read;
            try {
                read = HubRequest.of(form, settings);
            } catch (IllegalArgumentException e) {
                return said(400, e.getMessage() + ".");
            }
            return begin(read);
        });
    }

    /** Answers as soon as the verification has a permit, and lets it go on. */
    private Mono<ServerResponse> begin(HubRequest request) {
        Sinks.One<Boolean> taken = Sinks.one();
        verifications
                .hold(
                        () -> {
                            taken.tryEmitValue(true);
                            return hub.verify(request);
                        },
                        () -> {
                            taken.tryEmitValue(false);
                            return Mono.empty();
                        })
                .subscribe(_ -> {}, e -> log.warn("{} could not be verified: {}", request, Hub.reason(e)));
        return taken.asMono()
                .flatMap(yes -> yes
                        ? ServerResponse.accepted().build()
                        : ServerResponse.status(503)
                                .header(HttpHeaders.RETRY_AFTER, "60")
                                .contentType(TEXT)
                                .bodyValue("Too many requests are being verified; try again in a minute.\n"));
    }

    private static Mono<ServerResponse> said(int status, String what) {
        return ServerResponse.status(status).contentType(TEXT).bodyValue(what + "\n");
    }
}
