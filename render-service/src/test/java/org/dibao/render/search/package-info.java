/** Search, from characters to the whole service. */
@NullMarked
package org.dibao.render.search;

import org.jspecify.annotations.NullMarked;
