/** How render fares: health, metrics, warm-up. */
@NullMarked
package org.dibao.render.operations;

import org.jspecify.annotations.NullMarked;
