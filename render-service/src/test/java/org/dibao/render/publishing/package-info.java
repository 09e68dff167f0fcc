/** The loop, wherever it dies. */
@NullMarked
package org.dibao.render.publishing;

import org.jspecify.annotations.NullMarked;
