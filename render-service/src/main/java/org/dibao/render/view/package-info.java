/** Render's persistence ports and their guarantees. */
@NullMarked
package org.dibao.render.view;

import org.jspecify.annotations.NullMarked;
