package org.dibao.support.problem;

import java.util.function.Function;
import org.dibao.contract.event.Problem;
import org.dibao.support.trace.LogContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/**
 * The last handler of a service: any failure that reaches it becomes a problem document. Only our own defects are
 * logged, and the answer reveals nothing of them.
 */
@Order(-2)
public final class ProblemHandler implements WebExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

    private final Function<Throwable, @Nullable ProblemException> own;

    public ProblemHandler() {
        this(_ -> null);
    }

    /** @param own maps the service's own failures to answers; returns null for any other */
    public ProblemHandler(Function<Throwable, @Nullable ProblemException> own) {
        this.own = own;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(failure);
        }
        ProblemException known = own.apply(failure);
        Throwable answered = known == null ? failure : known;
        HttpHeaders headers = answered instanceof ErrorResponse response ? response.getHeaders() : HttpHeaders.EMPTY;
        return Mono.deferContextual(context -> {
            try (var _ = LogContext.of(context)) {
                return ProblemDocuments.write(exchange.getResponse(), document(exchange, answered), headers);
            }
        });
    }

    private static ProblemDetail document(ServerWebExchange exchange, Throwable failure) {
        return switch (failure) {
            case ProblemException problem -> problem.getBody();
            case InvalidMediaTypeException invalid ->
                ProblemDocuments.of(HttpStatus.BAD_REQUEST, "Invalid media type: " + invalid.getMessage());
            case ErrorResponse response
            when response.getStatusCode().value() == HttpStatus.NOT_FOUND.value() ->
                ProblemDocuments.of(
                        Problem.Type.NOT_FOUND,
                        "There is no " + exchange.getRequest().getMethod() + " "
                                + exchange.getRequest().getPath() + ".");
            case ErrorResponse response
            when HttpStatus.resolve(response.getStatusCode().value()) instanceof HttpStatus status
                    && !status.is5xxServerError() ->
                ProblemDocuments.of(status, String.valueOf(response.getBody().getDetail()));
            default -> {
                log.error(
                        "{} {} failed",
                        exchange.getRequest().getMethod(),
                        exchange.getRequest().getPath(),
                        failure);
                yield ProblemDocuments.of(
                        HttpStatus.INTERNAL_SERVER_ERROR, "An internal error occurred; it was logged.");
            }
        };
    }
}
