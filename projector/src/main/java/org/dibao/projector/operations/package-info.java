/** How a projector fares: health and metrics. */
@NullMarked
package org.dibao.projector.operations;

import org.jspecify.annotations.NullMarked;
