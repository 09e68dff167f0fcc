package org.dibao.store.web;

import org.dibao.contract.event.Problem;

/** Ends a request with a problem. Has no stack trace: it is an answer, not a fault. */
final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    ProblemException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
