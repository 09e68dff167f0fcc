package org.dibao.projector;

import org.dibao.contract.article.Position;
import org.dibao.contract.wire.NewerVersion;

/**
 * The record at a position cannot be handled although the database and the broker are available: a newer release wrote
 * it, or this release has a defect. Everything before it has been handled.
 */
public final class RecordFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Position position;

    RecordFailure(Position position, Throwable cause) {
        super("stopped before position " + position + ": " + reason(cause), cause);
        this.position = position;
    }

    private static String reason(Throwable cause) {
        return cause instanceof NewerVersion ? String.valueOf(cause.getMessage()) : cause.toString();
    }

    public Position position() {
        return position;
    }
}
