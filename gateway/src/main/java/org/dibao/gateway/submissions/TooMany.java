package org.dibao.gateway.submissions;

import org.dibao.contract.event.Problem;
import org.dibao.support.problem.ProblemDocuments;
import org.dibao.support.problem.ProblemException;
import org.springframework.http.HttpHeaders;

/** 429: the gateway has as much under way as it may; nothing of the request was used. */
final class TooMany {
    private TooMany() {}

    static ProblemException refusal(String what) {
        return new ProblemException(
                ProblemDocuments.of(
                        Problem.Type.TOO_MANY, "Too many " + what + " are under way. Nothing was accepted; try again."),
                ProblemDocuments.header(HttpHeaders.RETRY_AFTER, "1"));
    }
}
