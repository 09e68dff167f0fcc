package org.dibao.gateway.deadletters;

import org.dibao.contract.event.Problem;
import org.dibao.support.problem.ProblemDocuments;
import org.dibao.support.problem.ProblemException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** Why a request about dead letters is refused. */
final class Refusals {
    private Refusals() {}

    static ProblemException unavailable() {
        return new ProblemException(
                ProblemDocuments.of(
                        Problem.Type.UNAVAILABLE, "Kafka does not answer. Try again: a retry takes effect once."),
                ProblemDocuments.header(HttpHeaders.RETRY_AFTER, "2"));
    }

    static ProblemException busy() {
        return new ProblemException(
                ProblemDocuments.of(
                        Problem.Type.TOO_MANY, "Others are looking at dead letters. Try again in a moment."),
                ProblemDocuments.header(HttpHeaders.RETRY_AFTER, "1"));
    }

    static ProblemException unknown(String topic, String position) {
        return new ProblemException(Problem.of(
                Problem.Type.NOT_FOUND,
                "There is no dead letter of " + topic + " at " + position
                        + ": `dibao dead-letters list` shows which there are."));
    }

    static ProblemException conflict(String detail) {
        return new ProblemException(ProblemDocuments.of(HttpStatus.CONFLICT, detail));
    }

    static ProblemException malformed(String field, String detail) {
        return new ProblemException(new Problem(Problem.Type.MALFORMED, 400, detail, field));
    }

    static long number(String given, String field) {
        if (!given.matches("-1|[0-9]{1,18}")) {
            throw malformed(field, field + " must be a number from `next` of an earlier answer");
        }
        return Long.parseLong(given);
    }
}
