package org.dibao.gateway.encoding;

import org.reactivestreams.Publisher;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Compresses complete answers, and keeps codings and entity tags away from whoever handles a request: handlers, and the
 * services behind, see tags without codings, and answer with such a tag. Streams are left alone: a coding would hold
 * back their last events. Nor is an answer touched that has a coding already.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2) // after the metrics
final class EncodedAnswers implements WebFilter {
    private final Compression compression;

    EncodedAnswers(Compression compression) {
        this.compression = compression;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ClientCodings client = ClientCodings.of(exchange.getRequest().getHeaders());
        exchange.getAttributes().put(ClientCodings.class.getName(), client);
        ServerHttpResponse response = exchange.getResponse();
        response.beforeCommit(() -> {
            name(client, response);
            return Mono.empty();
        });
        return chain.filter(exchange.mutate()
                .request(plain(exchange.getRequest(), client))
                .response(new Encoded(response, client))
                .build());
    }

    private static ServerHttpRequest plain(ServerHttpRequest request, ClientCodings client) {
        HttpHeaders headers = request.getHeaders();
        boolean unconditional =
                !headers.containsHeader(HttpHeaders.IF_MATCH) && !headers.containsHeader(HttpHeaders.IF_NONE_MATCH);
        return unconditional
                ? request
                : request.mutate().headers(client::makePlain).build();
    }

    private static void name(ClientCodings client, ServerHttpResponse response) {
        HttpHeaders headers = response.getHeaders();
        HttpStatusCode given = response.getStatusCode();
        int status = given == null ? 200 : given.value();
        Compression.vary(status, headers);
        String etag = headers.getETag();
        String known = status == 304 && etag != null && !EntityTags.namesCoding(etag)
                ? client.known().tagOf(etag, client.accepted().best())
                : null;
        if (known != null) {
            headers.setETag(known);
        }
    }

    private final class Encoded extends ServerHttpResponseDecorator {
        private final ClientCodings client;

        Encoded(ServerHttpResponse response, ClientCodings client) {
            super(response);
            this.client = client;
        }

        @Override
        public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
            return body instanceof Mono<? extends DataBuffer> whole
                            && !getHeaders().containsHeader(HttpHeaders.CONTENT_ENCODING)
                            && !getHeaders().containsHeader(HttpHeaders.CONTENT_RANGE)
                    ? whole.singleOptional()
                            .flatMap(bytes -> bytes.map(this::write).orElseGet(() -> super.writeWith(Mono.empty())))
                    : super.writeWith(body);
        }

        private Mono<Void> write(DataBuffer body) {
            Coding coding =
                    Compression.choose(client.accepted(), compression.use(getHeaders(), body.readableByteCount()));
            if (coding == Coding.IDENTITY) {
                return super.writeWith(Mono.just(body));
            }
            byte[] plain = new byte[body.readableByteCount()];
            body.read(plain);
            DataBufferUtils.release(body);
            return compression
                    .encode(plain, coding)
                    .doOnNext(_ -> coding.describe(getHeaders()))
                    .onErrorReturn(plain)
                    .flatMap(bytes -> {
                        getHeaders().setContentLength(bytes.length);
                        return super.writeWith(Mono.just(bufferFactory().wrap(bytes)));
                    });
        }
    }
}
