package org.dibao.render.publishing;

/** The database and the topics do not belong together. The message is a sentence that says how to mend it. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refusal(String message) {
        super(message);
    }
}
