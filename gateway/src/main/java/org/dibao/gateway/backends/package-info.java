/** The services behind the gateway, over HTTP. */
@NullMarked
package org.dibao.gateway.backends;

import org.jspecify.annotations.NullMarked;
