package org.dibao.render.publishing;

/** The events have a gap. Skipping it would leave pages behind that no replay gives again, so the loop waits in front of it. */
public final class LogDefect extends RuntimeException {
    private static final long serialVersionUID = 1;

    LogDefect(String message) {
        super(message);
    }
}
