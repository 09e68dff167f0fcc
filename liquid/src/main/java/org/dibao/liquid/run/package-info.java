/** What a template needs while it runs: variables, limits, what it says. */
@NullMarked
package org.dibao.liquid.run;

import org.jspecify.annotations.NullMarked;
