/** Problem documents (RFC 9457): one form, one way to answer with them, in all services. */
@NullMarked
package org.dibao.support.problem;

import org.jspecify.annotations.NullMarked;
