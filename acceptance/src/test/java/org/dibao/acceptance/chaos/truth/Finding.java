package org.dibao.acceptance.chaos.truth;

/** Something that must not be. */
public record Finding(Kind kind, String what) {

    public enum Kind {
        /** Acknowledged, and not in the log where it was said to be. */
        LOST,
        /** In effect twice. */
        DOUBLED,
        /** A position without its event or publication, or out of its order. */
        GAP,
        /** Decided, shown or answered other than it must be. */
        WRONG,
        /** Older than what its reader had been told. */
        STALE,
        /** A subscriber who missed an event, or had it out of order. */
        HOLE,
        /** It did not recover in time. */
        STUCK
    }

    @Override
    public String toString() {
        return kind + ": " + what;
    }
}
