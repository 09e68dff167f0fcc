/** Keys by HTTP: adding, listing, rotating and removing them. */
@NullMarked
package org.dibao.gateway.keys;

import org.jspecify.annotations.NullMarked;
