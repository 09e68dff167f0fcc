package org.dibao.store.folding;

/** The log has a gap. Skipping it would decide a history that no replay gives again, so the loop waits in front of it. */
public final class LogDefect extends RuntimeException {
    private static final long serialVersionUID = 1;

    LogDefect(String message) {
        super(message);
    }
}
