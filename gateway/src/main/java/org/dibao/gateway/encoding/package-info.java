/** Content codings: which one a client gets, and what that does to entity tags (RFC 9110, 8.4, 8.8.3 and 12.5.3). */
@NullMarked
package org.dibao.gateway.encoding;

import org.jspecify.annotations.NullMarked;
