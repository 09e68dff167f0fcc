/** Threads that run as long as the service does, and what is known of them. */
@NullMarked
package org.dibao.support.loop;

import org.jspecify.annotations.NullMarked;
