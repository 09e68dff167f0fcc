package org.dibao.gateway.problems;

import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.dibao.contract.json.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;

/** The last handler: whatever escapes becomes a problem, and only what is a defect of ours is logged. */
@Component
@Order(-2)
final class ProblemExceptionHandler implements WebExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(ProblemExceptionHandler.class);

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
        ServerHttpResponse response = exchange.getResponse();
        if (response.isCommitted()) {
            return Mono.error(error);
        }
        ProblemDocument problem = problem(exchange, error);
        response.setRawStatusCode(problem.status());
        headers(error).forEach(response.getHeaders()::set);
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        response.getHeaders().setCacheControl("no-store");
        byte[] body = Json.bytes(problem);
        response.getHeaders().setContentLength(body.length);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }

    private static Map<String, String> headers(Throwable error) {
        return error instanceof Refusal refusal ? refusal.headers() : Map.of();
    }

    private static ProblemDocument problem(ServerWebExchange exchange, Throwable error) {
        return switch (error) {
            case Refusal refusal -> refusal.problem();
            case TimeoutException _ ->
                ProblemDocument.of(HttpStatus.REQUEST_TIMEOUT, "The request did not arrive in time.");
            case InvalidMediaTypeException invalid ->
                ProblemDocument.of(HttpStatus.BAD_REQUEST, "A media type cannot be read: " + invalid.getMessage());
            case ErrorResponse known
            when HttpStatus.resolve(known.getStatusCode().value()) instanceof HttpStatus status
                    && !status.is5xxServerError() ->
                ProblemDocument.of(status, String.valueOf(known.getBody().getDetail()));
            case Throwable gone
            when gone instanceof AbortedException || AbortedException.isConnectionReset(gone) ->
                ProblemDocument.of(HttpStatus.BAD_REQUEST, "The connection was closed."); // nobody hears it
            default -> {
                log.error(
                        "{} {} failed",
                        exchange.getRequest().getMethod(),
                        exchange.getRequest().getPath(),
                        error);
                yield ProblemDocument.of(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong here; it was logged.");
            }
        };
    }
}
