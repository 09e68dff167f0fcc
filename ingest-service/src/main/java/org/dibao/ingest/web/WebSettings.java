package org.dibao.ingest.web;

import java.time.Duration;
import org.dibao.support.settings.MustBe;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The settings under {@code dibao.ingest.web}: reading what is sent.
 *
 * @param maxBody     one article as it is sent
 * @param maxSite     the site's settings as they are sent
 * @param readers     threads that read articles; 0 for two of each processor
 * @param readerQueue articles that wait to be read; further ones get 429
 * @param readWithin  processor time that reading one article may take; with what the log may take, it ends before the gateway
 *                    gives up
 */
@Validated
@ConfigurationProperties("dibao.ingest.web")
public record WebSettings(
        @MustBe("1KB to 16MB") @DefaultValue("1MB") DataSize maxBody,
        @MustBe("1KB to 1MB") @DefaultValue("1MB") DataSize maxSite,
        @MustBe("0 or more") @DefaultValue("0") int readers,
        @MustBe("1 or more") @DefaultValue("1000") int readerQueue,
        @MustBe("100ms or more") @DefaultValue("8s") Duration readWithin) {

    public WebSettings {
        readers = readers == 0 ? Math.max(2, 2 * Runtime.getRuntime().availableProcessors()) : readers;
    }
}
