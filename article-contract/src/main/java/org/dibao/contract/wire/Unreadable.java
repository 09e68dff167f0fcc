package org.dibao.contract.wire;

/** A record that no retry will make readable: it is dead-lettered. */
public final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;

    public Unreadable(String reason) {
        super(reason);
    }

    public Unreadable(String reason, Throwable cause) {
        super(reason, cause);
    }
}
