/** Listings in memory: sorted, counted, changed in place of being rebuilt, read without locks. */
@NullMarked
package org.dibao.render.listing;

import org.jspecify.annotations.NullMarked;
