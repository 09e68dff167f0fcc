/** What this instance shows and up to which position: loaded at the start, then kept current by the publications. */
@NullMarked
package org.dibao.render.snapshot;

import org.jspecify.annotations.NullMarked;
