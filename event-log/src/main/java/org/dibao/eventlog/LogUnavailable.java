package org.dibao.eventlog;

import org.jspecify.annotations.Nullable;

/** The broker did not answer in time: a record being appended is in the log once or not at all. */
public final class LogUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    public LogUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
