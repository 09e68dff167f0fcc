/** What holds for every connection and answer: time limits, sizes, security headers, CORS. */
@NullMarked
package org.dibao.gateway.connections;

import org.jspecify.annotations.NullMarked;
