package org.dibao.gateway.problems;

import java.util.Map;

/**
 * Ends a request with a problem from within a stream, where no answer can be returned. It has no stack: it is an outcome
 * and no defect.
 */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient ProblemDocument problem;
    private final transient Map<String, String> headers;

    public Refusal(ProblemDocument problem, Map<String, String> headers) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
        this.headers = Map.copyOf(headers);
    }

    public Refusal(ProblemDocument problem) {
        this(problem, Map.of());
    }

    public ProblemDocument problem() {
        return problem;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
