/** The span constructs inside a block's text. */
@NullMarked
package org.dibao.kramdown.span;

import org.jspecify.annotations.NullMarked;
