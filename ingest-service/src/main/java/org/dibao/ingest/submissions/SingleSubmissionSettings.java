package org.dibao.ingest.submissions;

import java.time.Duration;
import org.dibao.support.settings.MustBe;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings under {@code dibao.ingest.single-submissions}: how imports give way to whoever submits a single article.
 *
 * @param importWaits the longest that an import waits for single submissions to be published before it goes on; it then has
 *                    its turn for as long as it has waited, whatever is submitted meanwhile
 * @param followedFor after that, no import waits for a single submission any more: what holds it up is something else
 * @param expectedFor after one, so long more are expected, and an import keeps its queue short for them
 */
@Validated
@ConfigurationProperties("dibao.ingest.single-submissions")
public record SingleSubmissionSettings(
        @MustBe("0s to 10s") @DefaultValue("200ms") Duration importWaits,
        @MustBe("1ms to 1m") @DefaultValue("1s") Duration followedFor,
        @MustBe("0s to 10m") @DefaultValue("10s") Duration expectedFor) {}
