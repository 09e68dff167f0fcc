/** Listings in memory: sorted, counted, updated incrementally, read without locks. */
@NullMarked
package org.dibao.render.listing;

import org.jspecify.annotations.NullMarked;
