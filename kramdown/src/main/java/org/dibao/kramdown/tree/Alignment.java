package org.dibao.kramdown.tree;

/** A table column's alignment. */
public enum Alignment {
    NONE(""),
    LEFT("left"),
    CENTER("center"),
    RIGHT("right");

    private final String css;

    Alignment(String css) {
        this.css = css;
    }

    /** The value of {@code text-align}, or nothing. */
    public String css() {
        return css;
    }
}
