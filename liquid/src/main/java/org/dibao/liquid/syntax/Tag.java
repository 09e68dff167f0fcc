package org.dibao.liquid.syntax;

import org.dibao.liquid.LiquidException;
import org.dibao.liquid.run.Node;

/** Reads the tags of a name. */
interface Tag {
    /** @throws LiquidException if the tag is not valid */
    Node read(Token token, Parser parser);
}
