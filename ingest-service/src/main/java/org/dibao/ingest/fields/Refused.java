package org.dibao.ingest.fields;

import org.dibao.contract.event.Problem;

/** Ends the reading of an invalid article. It never leaves ingest's own packages: callers get the problem. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    public Refused(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    /** A field has an invalid value. */
    public static Refused field(String field, String detail) {
        return new Refused(Problem.of(Problem.Type.INVALID, field, detail));
    }

    /** The upload cannot be parsed at all. */
    public static Refused malformed(String field, String detail) {
        return new Refused(Problem.of(Problem.Type.MALFORMED, field, detail));
    }

    public Problem problem() {
        return problem;
    }
}
