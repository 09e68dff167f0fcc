/** From a text to nodes: tokens, blocks and tags. */
@NullMarked
package org.dibao.liquid.syntax;

import org.jspecify.annotations.NullMarked;
