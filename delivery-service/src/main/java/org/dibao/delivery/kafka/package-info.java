/** Subscriptions and progress in Kafka, and which instance serves which of them. */
@NullMarked
package org.dibao.delivery.kafka;

import org.jspecify.annotations.NullMarked;
