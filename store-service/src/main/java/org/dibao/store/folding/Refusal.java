package org.dibao.store.folding;

/** The database and the log do not belong together. The message is a sentence that says how to mend it. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refusal(String message) {
        super(message);
    }
}
