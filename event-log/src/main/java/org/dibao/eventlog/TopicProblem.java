package org.dibao.eventlog;

/** A topic is not as it must be. The message is a sentence that says how to mend it. */
public final class TopicProblem extends RuntimeException {
    private static final long serialVersionUID = 1;

    public TopicProblem(String message) {
        super(message);
    }
}
