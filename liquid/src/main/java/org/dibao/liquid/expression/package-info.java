/** What stands between the braces: values, look-ups, conditions and calls of filters. */
@NullMarked
package org.dibao.liquid.expression;

import org.jspecify.annotations.NullMarked;
