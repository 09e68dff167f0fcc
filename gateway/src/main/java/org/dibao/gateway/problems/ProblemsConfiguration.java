package org.dibao.gateway.problems;

import java.util.concurrent.TimeoutException;
import org.dibao.support.problem.ProblemDocuments;
import org.dibao.support.problem.ProblemException;
import org.dibao.support.problem.ProblemHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import reactor.netty.channel.AbortedException;

@Configuration(proxyBeanMethods = false)
class ProblemsConfiguration {

    @Bean
    ProblemHandler problemHandler() {
        return new ProblemHandler(ProblemsConfiguration::own);
    }

    private static @Nullable ProblemException own(Throwable failure) {
        return switch (failure) {
            // Timeouts of services have been handled by now: only the client remains.
            case TimeoutException _ ->
                problem(HttpStatus.REQUEST_TIMEOUT, "The request did not arrive in time. Send" + " it again.");
            case Throwable gone
            when gone instanceof AbortedException || AbortedException.isConnectionReset(gone) ->
                problem(HttpStatus.BAD_REQUEST, "The connection was closed."); // nobody will receive it
            default -> null;
        };
    }

    private static ProblemException problem(HttpStatus status, String detail) {
        return new ProblemException(ProblemDocuments.of(status, detail));
    }
}
