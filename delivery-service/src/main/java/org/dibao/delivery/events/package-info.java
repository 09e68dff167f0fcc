/** The events that subscribers are called about, from the first on: the latest in memory, the others in Kafka. */
@NullMarked
package org.dibao.delivery.events;

import org.jspecify.annotations.NullMarked;
