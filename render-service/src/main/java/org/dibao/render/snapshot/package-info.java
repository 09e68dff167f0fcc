/** What this instance shows and up to which position: loaded at the start, then kept up by the publications. */
@NullMarked
package org.dibao.render.snapshot;

import org.jspecify.annotations.NullMarked;
