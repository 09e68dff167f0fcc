package org.dibao.liquid;

/**
 * What the author may not have meant.
 *
 * @param line    from 1
 * @param message one sentence without a full stop
 */
public record Warning(int line, String message) {
    @Override
    public String toString() {
        return "line " + line + ": " + message;
    }
}
