/** Threads that run as long as the service does, and their state. */
@NullMarked
package org.dibao.support.loop;

import org.jspecify.annotations.NullMarked;
