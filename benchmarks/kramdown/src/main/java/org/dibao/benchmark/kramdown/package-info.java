/** Compares the kramdown module's speed with flexmark's and with kramdown's own. */
@NullMarked
package org.dibao.benchmark.kramdown;

import org.jspecify.annotations.NullMarked;
