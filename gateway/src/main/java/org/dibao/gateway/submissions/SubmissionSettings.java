package org.dibao.gateway.submissions;

import java.time.Duration;
import org.dibao.support.settings.MustBe;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The settings under {@code dibao.gateway.submissions}.
 *
 * @param maxBody       the largest body of a single submission
 * @param bodyTimeout   how long a submission's body may take to arrive
 * @param maxFile       the largest file; {@code dibao.ingest.files.max-size} limits it too
 * @param fileIdle      a file of which nothing arrives for this long is given up
 * @param maxFiles      files being received at once; further ones get 429
 * @param maxWait       the longest time for which {@code Prefer: wait} is honoured; most proxies give up after 60 s
 * @param maxWaiting    submissions waiting at the same time; further ones are answered immediately, as if they had not
 *                      asked to wait
 * @param recent        outcomes kept in memory, for waiting requests and receipts
 * @param maxConcurrent single submissions in progress at once; further ones get 429
 * @param maxImports    imports in progress at once; further ones get 429
 * @param maxTraces     traces of submissions searched for in Kafka at the same time; further ones get 429
 * @param deliveriesTimeout how long a receipt waits for delivery to say who has been told; it comes without that then
 * @param importIdle    an import without progress in either direction for this long is ended
 */
@Validated
@ConfigurationProperties("dibao.gateway.submissions")
record SubmissionSettings(
        @MustBe("1B to 64MB") @DefaultValue("1MB") DataSize maxBody,
        @MustBe("1ms or more") @DefaultValue("20s") Duration bodyTimeout,
        @MustBe("1B to 1GB") @DefaultValue("20MB") DataSize maxFile,
        @MustBe("1ms or more") @DefaultValue("20s") Duration fileIdle,
        @MustBe("1 or more") @DefaultValue("16") int maxFiles,
        @MustBe("0s or more") @DefaultValue("40s") Duration maxWait,
        @MustBe("1 or more") @DefaultValue("5000") int maxWaiting,
        @MustBe("1 or more") @DefaultValue("10000") int recent,
        @MustBe("1 or more") @DefaultValue("1024") int maxConcurrent,
        @MustBe("1 or more") @DefaultValue("8") int maxImports,
        @MustBe("1 or more") @DefaultValue("4") int maxTraces,
        @MustBe("1ms or more") @DefaultValue("1s") Duration deliveriesTimeout,
        @MustBe("1ms or more") @DefaultValue("2m") Duration importIdle) {}
