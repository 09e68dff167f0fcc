package org.dibao.projector;

/** A position is missing in the input topic. Skipping it would give what no rebuild gives again, so it is waited for. */
public final class Gap extends RuntimeException {
    private static final long serialVersionUID = 1;

    Gap(String message) {
        super(message);
    }
}
