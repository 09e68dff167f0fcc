package org.dibao.ingest.web;

import java.time.Duration;
import org.dibao.support.settings.MustBe;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The settings under {@code dibao.ingest.web}: reading requests.
 *
 * @param maxBody     one article as sent
 * @param maxSite     the site's settings as sent
 * @param readers     threads that read articles; 0 for two per processor
 * @param readerQueue articles waiting to be read; further ones get 429
 * @param readWithin  processor time that reading one article may take; together with the log's time limit it ends
 *                    before the gateway gives up
 */
@Validated
@ConfigurationProperties("dibao.ingest.web")
public record WebSettings(
        @MustBe("1KB to 16MB") @DefaultValue("1MB") DataSize maxBody,
        @MustBe("1KB to 1MB") @DefaultValue("1MB") DataSize maxSite,
        @MustBe("0 or more") @DefaultValue("0") int readers,
        @MustBe("1 or more") @DefaultValue("1000") int readerQueue,
        @MustBe("100ms or more") @DefaultValue("8s") Duration readWithin) {

    static final String MAX_BODY = "dibao.ingest.web.max-body";
    static final String MAX_SITE = "dibao.ingest.web.max-site";

    public WebSettings {
        readers = readers == 0 ? Math.max(2, 2 * Runtime.getRuntime().availableProcessors()) : readers;
    }
}
