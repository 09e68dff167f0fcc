/** A request that can be followed: from the gateway through every service and topic, and in every line of the logs. */
@NullMarked
package org.dibao.support.trace;

import org.jspecify.annotations.NullMarked;
