/** From the tree to HTML. */
@NullMarked
package org.dibao.kramdown.html;

import org.jspecify.annotations.NullMarked;
