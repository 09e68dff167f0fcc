package org.dibao.standalone;

import org.jspecify.annotations.Nullable;

/** Dibao cannot start; the message is one sentence that says what to do. */
public final class StartFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartFailed(String message) {
        super(message);
    }

    StartFailed(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
