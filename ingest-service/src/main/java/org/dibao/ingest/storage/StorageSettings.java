package org.dibao.ingest.storage;

import java.time.Duration;
import org.dibao.support.settings.MustBe;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The settings under {@code dibao.ingest.storage}: the room on the disks.
 *
 * @param minFree    nothing more is accepted (507) while less is left on a disk of Kafka, or on the one with the files: what has been
 *                   accepted is still published with it. 0 means that nobody looks
 * @param checkEvery how often the disks are asked
 */
@Validated
@ConfigurationProperties("dibao.ingest.storage")
public record StorageSettings(
        @MustBe("0B or more") @DefaultValue("512MB") DataSize minFree,
        @MustBe("100ms to 1m") @DefaultValue("1s") Duration checkEvery) {}
