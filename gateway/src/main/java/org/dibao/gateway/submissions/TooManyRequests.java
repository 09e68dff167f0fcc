package org.dibao.gateway.submissions;

import org.dibao.contract.event.Problem;
import org.dibao.support.problem.ProblemDocuments;
import org.dibao.support.problem.ProblemException;
import org.springframework.http.HttpHeaders;

/** 429: the gateway has reached a limit on concurrent requests; the request was not processed. */
final class TooManyRequests {
    private TooManyRequests() {}

    static ProblemException refusal(String what) {
        return new ProblemException(
                ProblemDocuments.of(
                        Problem.Type.TOO_MANY,
                        "Too many " + what + " are under way. Nothing was accepted; try again in a moment."),
                ProblemDocuments.header(HttpHeaders.RETRY_AFTER, "1"));
    }
}
