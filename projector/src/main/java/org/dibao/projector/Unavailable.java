package org.dibao.projector;

import org.jspecify.annotations.Nullable;

/** The database or the broker does not answer in time. Operations in flight may have taken effect. */
public final class Unavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Unavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
