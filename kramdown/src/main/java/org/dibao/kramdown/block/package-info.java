/** The block constructs: one class each, tried in order at every line. */
@NullMarked
package org.dibao.kramdown.block;

import org.jspecify.annotations.NullMarked;
