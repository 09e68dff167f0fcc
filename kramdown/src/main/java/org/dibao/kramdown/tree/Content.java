package org.dibao.kramdown.tree;

/** How the inside of an HTML element is read. */
public enum Content {
    BLOCKS,
    SPANS,
    RAW
}
