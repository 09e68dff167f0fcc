/** The folding loop: decide once, project, announce, advance; recovers from the ports alone. */
@NullMarked
package org.dibao.store.folding;

import org.jspecify.annotations.NullMarked;
