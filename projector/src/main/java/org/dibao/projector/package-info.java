/** The loop that store and render share: read, apply, publish, advance the checkpoint. */
@NullMarked
package org.dibao.projector;

import org.jspecify.annotations.NullMarked;
