/** Looks for texts that take the module too long or too much memory, or that it fails for. Not run by the build. */
@NullMarked
package org.dibao.kramdown.fuzz;

import org.jspecify.annotations.NullMarked;
