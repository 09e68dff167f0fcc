package org.dibao.gateway.problems;

import java.util.concurrent.TimeoutException;
import org.dibao.support.problem.ProblemDocuments;
import org.dibao.support.problem.ProblemException;
import org.dibao.support.problem.ProblemHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;

@Configuration(proxyBeanMethods = false)
class ProblemsConfiguration {

    @Bean
    ProblemHandler problemHandler() {
        return new ProblemHandler(ProblemsConfiguration::own);
    }

    /** Services that are late have been answered for by then: what is left is the client. */
    private static @Nullable ProblemException own(Throwable failure) {
        return failure instanceof TimeoutException
                ? new ProblemException(
                        ProblemDocuments.of(HttpStatus.REQUEST_TIMEOUT, "The request did not arrive in time."))
                : null;
    }
}
