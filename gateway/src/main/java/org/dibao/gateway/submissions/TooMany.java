package org.dibao.gateway.submissions;

import java.util.Map;
import org.dibao.contract.event.Problem;
import org.dibao.gateway.problems.ProblemDocument;
import org.dibao.gateway.problems.Refusal;
import org.springframework.http.HttpHeaders;

/** 429: the gateway has as much under way as it may; nothing of the request was used. */
final class TooMany {
    private TooMany() {}

    static Refusal refusal(String what) {
        return new Refusal(
                ProblemDocument.of(
                        Problem.Type.TOO_MANY, "Too many " + what + " are under way. Nothing was accepted; try again."),
                Map.of(HttpHeaders.RETRY_AFTER, "1"));
    }
}
