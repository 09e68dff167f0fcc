package org.dibao.support.problem;

import org.dibao.contract.event.Problem;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * Ends a request with a problem where no answer can be returned. It has no stack trace: it is an answer, not a defect.
 */
public final class ProblemException extends ErrorResponseException {
    private static final long serialVersionUID = 1;

    public ProblemException(ProblemDetail document, HttpHeaders headers) {
        super(HttpStatusCode.valueOf(document.getStatus()), document, null);
        getHeaders().putAll(headers);
    }

    public ProblemException(ProblemDetail document) {
        this(document, HttpHeaders.EMPTY);
    }

    public ProblemException(Problem problem) {
        this(ProblemDocuments.of(problem));
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
