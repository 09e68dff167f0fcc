/** The topics of a projector in Kafka: the one it reads, the one it writes, and the dead letters. */
@NullMarked
package org.dibao.projector.kafka;

import org.jspecify.annotations.NullMarked;
