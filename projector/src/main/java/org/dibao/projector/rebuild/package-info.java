/** Building a generation of a database beside the one that serves, and switching to it; see ADR 25. */
@NullMarked
package org.dibao.projector.rebuild;

import org.jspecify.annotations.NullMarked;
