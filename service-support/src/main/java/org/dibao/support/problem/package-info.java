/** Problem documents (RFC 9457), in the same form in all services. */
@NullMarked
package org.dibao.support.problem;

import org.jspecify.annotations.NullMarked;
