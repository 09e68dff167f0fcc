/** Every failure is answered with a problem document (RFC 9457). */
@NullMarked
package org.dibao.gateway.problems;

import org.jspecify.annotations.NullMarked;
