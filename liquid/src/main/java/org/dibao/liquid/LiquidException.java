package org.dibao.liquid;

/** Why a template cannot be read or run. */
public class LiquidException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int line;

    /** @param line of the template, from 1; 0 if it is not known yet */
    public LiquidException(String message, int line) {
        super(message, null, false, false);
        this.line = line;
    }

    public LiquidException(String message) {
        this(message, 0);
    }

    public int line() {
        return line;
    }

    /** The same with its line, unless it has one. */
    public LiquidException at(int place) {
        return line > 0 ? this : new LiquidException(message(), place);
    }

    public String message() {
        return String.valueOf(getMessage());
    }
}
