/**
 * Everything that services need of Kafka: creating and verifying topics, appending, reading the last record, following
 * without a consumer group.
 */
@NullMarked
package org.dibao.eventlog;

import org.jspecify.annotations.NullMarked;
