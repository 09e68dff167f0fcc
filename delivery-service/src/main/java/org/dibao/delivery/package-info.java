/** Calls subscribers about what is live: each subscription in order, without loss, and without delaying another. */
@NullMarked
package org.dibao.delivery;

import org.jspecify.annotations.NullMarked;
