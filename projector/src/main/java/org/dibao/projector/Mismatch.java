package org.dibao.projector;

/** The database and the topics do not belong together. The message is a sentence that says what to do. */
public final class Mismatch extends RuntimeException {
    private static final long serialVersionUID = 1;

    Mismatch(String message) {
        super(message);
    }
}
