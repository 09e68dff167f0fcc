/** Limits on concurrent work: permits, and threads with a bounded queue. Cancelled work gives up its place. */
@NullMarked
package org.dibao.support.work;

import org.jspecify.annotations.NullMarked;
