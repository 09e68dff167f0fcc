/** Dates: reading and writing them as Ruby does. */
@NullMarked
package org.dibao.liquid.time;

import org.jspecify.annotations.NullMarked;
