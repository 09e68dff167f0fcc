/** The log, the announcements and the dead letters on Kafka. */
@NullMarked
package org.dibao.store.kafka;

import org.jspecify.annotations.NullMarked;
