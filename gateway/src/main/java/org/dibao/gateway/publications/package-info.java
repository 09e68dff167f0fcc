/** What this gateway has processed: purge, then wake those who wait, then tell subscribers. */
@NullMarked
package org.dibao.gateway.publications;

import org.jspecify.annotations.NullMarked;
