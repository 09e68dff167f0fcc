/** Scanners over a text by index, shared by blocks and spans. None of them backtracks. */
@NullMarked
package org.dibao.kramdown.scan;

import org.jspecify.annotations.NullMarked;
