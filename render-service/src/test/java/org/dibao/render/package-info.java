/** Render on a real broker and an embedded database. */
@NullMarked
package org.dibao.render;

import org.jspecify.annotations.NullMarked;
