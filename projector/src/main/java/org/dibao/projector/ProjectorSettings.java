package org.dibao.projector;

import java.time.Duration;

/**
 * A service's settings for its projector.
 *
 * @param names           of the service and its input and output topics
 * @param mongoUri        the service's own database
 * @param instance        this instance's name in the consumer group: stable across restarts and unique to the instance
 * @param batchSize       maximum number of records in a batch
 * @param databaseTimeout how long the database may take for one bulk operation
 */
public record ProjectorSettings(
        ProjectorNames names, String mongoUri, String instance, int batchSize, Duration databaseTimeout) {}
