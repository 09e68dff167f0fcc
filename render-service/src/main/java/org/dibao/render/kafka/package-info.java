/** The events, the publications and the dead letters on Kafka. */
@NullMarked
package org.dibao.render.kafka;

import org.jspecify.annotations.NullMarked;
