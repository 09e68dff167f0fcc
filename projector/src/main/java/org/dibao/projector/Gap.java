package org.dibao.projector;

/**
 * A position is missing from the input topic. Skipping it would give a result that no rebuild reproduces, so the
 * projector waits for it.
 */
public final class Gap extends RuntimeException {
    private static final long serialVersionUID = 1;

    Gap(String message) {
        super(message);
    }
}
