/** The live stream of events, as server-sent events. */
@NullMarked
package org.dibao.gateway.events;

import org.jspecify.annotations.NullMarked;
