package org.dibao.liquid;

/** A template did more than {@link Limits} allow. */
public final class LimitReached extends LiquidException {
    private static final long serialVersionUID = 1;

    private final String limit;

    /** @param limit the name of the component of {@link Limits} */
    public LimitReached(String limit, String message, int line) {
        super(message, line);
        this.limit = limit;
    }

    public LimitReached(String limit, String message) {
        this(limit, message, 0);
    }

    public String limit() {
        return limit;
    }

    @Override
    public LimitReached at(int place) {
        return line() > 0 ? this : new LimitReached(limit, message(), place);
    }
}
