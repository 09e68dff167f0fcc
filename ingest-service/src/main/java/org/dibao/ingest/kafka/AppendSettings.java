package org.dibao.ingest.kafka;

import java.time.Duration;
import org.dibao.support.settings.MustBe;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The settings under {@code dibao.ingest.append}: appending to the log.
 *
 * @param queue          appends waiting to be sent to the broker; further ones get 429
 * @param maxUnpublished submissions whose pages are not yet fresh; further ones get 429
 * @param maxRecord      the largest encoded record; the topics allow 8 MB
 * @param answerWithin   how long a sender waits for the broker before it gets 503; the producer gives up after 5 s
 */
@Validated
@ConfigurationProperties("dibao.ingest.append")
public record AppendSettings(
        @MustBe("1 or more") @DefaultValue("1000") int queue,
        @MustBe("1 or more") @DefaultValue("10000") int maxUnpublished,
        @MustBe("1KB to 7MB") @DefaultValue("4MB") DataSize maxRecord,
        @MustBe("100ms to 5s") @DefaultValue("4500ms") Duration answerWithin) {}
