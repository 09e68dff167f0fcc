/** Listings against sorting by hand. */
@NullMarked
package org.dibao.render.listing;

import org.jspecify.annotations.NullMarked;
