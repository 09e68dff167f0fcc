/** Rules for every connection and response: time limits, sizes, security headers, CORS. */
@NullMarked
package org.dibao.gateway.connections;

import org.jspecify.annotations.NullMarked;
