/** What values mean: their text, truth, order and numbers, as in Ruby. */
@NullMarked
package org.dibao.liquid.value;

import org.jspecify.annotations.NullMarked;
