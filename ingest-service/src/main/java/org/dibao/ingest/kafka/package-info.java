/** The log on Kafka. */
@NullMarked
package org.dibao.ingest.kafka;

import org.jspecify.annotations.NullMarked;
