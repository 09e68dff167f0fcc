/** An instance's start and its keeping up. */
@NullMarked
package org.dibao.render.snapshot;

import org.jspecify.annotations.NullMarked;
