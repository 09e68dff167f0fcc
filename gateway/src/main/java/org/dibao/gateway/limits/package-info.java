/** How much one client may ask of the API. */
@NullMarked
package org.dibao.gateway.limits;

import org.jspecify.annotations.NullMarked;
