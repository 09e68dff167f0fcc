/** Bounds for what a service does at once: permits, and threads behind a bounded queue. Nothing that is cancelled keeps its place. */
@NullMarked
package org.dibao.support.work;

import org.jspecify.annotations.NullMarked;
