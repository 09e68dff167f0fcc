package org.dibao.gateway.backends;

import java.util.concurrent.atomic.AtomicBoolean;
import org.dibao.contract.event.Problem;
import org.dibao.contract.wire.Headers;
import org.dibao.support.access.Secret;
import org.dibao.support.problem.ProblemDocuments;
import org.dibao.support.problem.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import reactor.core.publisher.Mono;

/**
 * Sends a service the secret that it requires. A service answers 401 only if the secrets differ: that concerns the
 * operator, who is told in the log, and not the client, which gets 503.
 */
final class Admission implements ExchangeFilterFunction {
    private static final Logger log = LoggerFactory.getLogger(Admission.class);

    private final String service;
    private final Secret secret;
    private final AtomicBoolean refused = new AtomicBoolean();

    Admission(String service, Secret secret) {
        this.service = service;
        this.secret = secret;
    }

    @Override
    public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
        ClientRequest admitted = ClientRequest.from(request)
                .header(Headers.HTTP_SERVICE_SECRET, secret.token())
                .build();
        return next.exchange(admitted).flatMap(response -> {
            if (response.statusCode() != HttpStatus.UNAUTHORIZED) {
                refused.set(false);
                return Mono.just(response);
            }
            if (!refused.getAndSet(true)) {
                log.error(
                        "The {} service at {} has a different secret than this gateway: set DIBAO_SERVICE_SECRET to"
                                + " the same value for both. Until then the service refuses all requests.",
                        service,
                        request.url().getAuthority());
            }
            return response.releaseBody()
                    .then(Mono.error(() -> new ProblemException(ProblemDocuments.of(
                            Problem.Type.UNAVAILABLE,
                            "The " + service + " service refuses this gateway's secret. Nothing was accepted; the"
                                    + " gateway's log says what to set."))));
        });
    }
}
