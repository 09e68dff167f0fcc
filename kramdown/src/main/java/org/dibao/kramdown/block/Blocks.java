package org.dibao.kramdown.block;

import org.dibao.kramdown.tree.Element;

/** Reads a document's blocks; their texts stay unparsed until all definitions are known. */
public final class Blocks {
    private Blocks() {}

    public static void parse(String text, Element into, Definitions definitions) {
        BlockParser.read(text, into, definitions, 0);
    }
}
