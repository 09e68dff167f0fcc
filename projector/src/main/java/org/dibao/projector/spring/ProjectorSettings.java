package org.dibao.projector.spring;

import java.time.Duration;
import org.dibao.projector.ProjectorNames;

/**
 * What a service tells its projector.
 *
 * @param names           of the service, and of the topics that are read and written
 * @param mongoUri        the service's own database
 * @param instance        this instance's name in the consumer group: stable over restarts, another one for each instance
 * @param batchSize       records handled at once at most
 * @param databaseTimeout how long the database may take for one bulk
 */
public record ProjectorSettings(
        ProjectorNames names, String mongoUri, String instance, int batchSize, Duration databaseTimeout) {}
