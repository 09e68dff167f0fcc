package org.dibao.gateway.backends;

import org.dibao.contract.wire.TraceParent;
import org.dibao.support.trace.TracedRequests;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import reactor.core.publisher.Mono;

/** Passes the trace of the client's request on to a service. */
final class TracedCalls implements ExchangeFilterFunction {

    @Override
    public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
        return Mono.deferContextual(context -> {
            TraceParent trace = TracedRequests.of(context);
            return next.exchange(
                    trace == null
                            ? request
                            : ClientRequest.from(request)
                                    .header(TraceParent.HTTP, trace.toString())
                                    .build());
        });
    }
}
