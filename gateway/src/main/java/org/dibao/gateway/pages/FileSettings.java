package org.dibao.gateway.pages;

import org.dibao.support.settings.MustBe;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The settings under {@code dibao.gateway.files}: sending the site's files.
 *
 * @param maxOpen   files sent at the same time; further requests get 503
 * @param cacheSize memory for the bytes of files that were sent lately
 * @param maxCached a larger file is read for each request
 */
@Validated
@ConfigurationProperties("dibao.gateway.files")
record FileSettings(
        @MustBe("1 or more") @DefaultValue("1000") int maxOpen,
        @MustBe("0B or more") @DefaultValue("32MB") DataSize cacheSize,
        @MustBe("0B or more") @DefaultValue("1MB") DataSize maxCached) {}
