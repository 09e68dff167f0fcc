/** The health and metrics of a projector. */
@NullMarked
package org.dibao.projector.operations;

import org.jspecify.annotations.NullMarked;
