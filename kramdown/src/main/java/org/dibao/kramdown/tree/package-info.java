/** The document tree that the parser builds and the converters read. */
@NullMarked
package org.dibao.kramdown.tree;

import org.jspecify.annotations.NullMarked;
