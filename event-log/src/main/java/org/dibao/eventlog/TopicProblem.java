package org.dibao.eventlog;

/** A topic is not set up as required. The message says how to fix it. */
public final class TopicProblem extends RuntimeException {
    private static final long serialVersionUID = 1;

    public TopicProblem(String message) {
        super(message);
    }
}
