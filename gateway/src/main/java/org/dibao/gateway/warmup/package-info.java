/** Distinguishes the gateway's own requests from those of users. */
@NullMarked
package org.dibao.gateway.warmup;

import org.jspecify.annotations.NullMarked;
