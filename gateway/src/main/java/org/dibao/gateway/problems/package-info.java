/** Everything that fails answers with a problem document of RFC 9457. */
@NullMarked
package org.dibao.gateway.problems;

import org.jspecify.annotations.NullMarked;
