package org.dibao.kramdown.block;

/** A table column's alignment. */
enum Alignment {
    NONE(""),
    LEFT("left"),
    CENTER("center"),
    RIGHT("right");

    private final String css;

    Alignment(String css) {
        this.css = css;
    }

    /** The value of {@code text-align}, or nothing. */
    String css() {
        return css;
    }
}
