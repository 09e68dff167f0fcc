/** Tracing of a request: from the gateway through every service and topic, and in every log line. */
@NullMarked
package org.dibao.support.trace;

import org.jspecify.annotations.NullMarked;
