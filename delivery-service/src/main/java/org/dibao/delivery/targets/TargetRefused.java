package org.dibao.delivery.targets;

import java.io.IOException;

/** A connection was not opened because its address is not allowed. It has no stack trace: it is a result, not a defect. */
final class TargetRefused extends IOException {
    private static final long serialVersionUID = 1;

    TargetRefused(String message) {
        super(message);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
