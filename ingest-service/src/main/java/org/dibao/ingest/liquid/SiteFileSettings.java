package org.dibao.ingest.liquid;

import org.dibao.support.settings.MustBe;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The settings under {@code dibao.ingest.site-files}: the files of an imported Jekyll site that the templates of its posts
 * may ask for, which are in memory during the import. What is beyond them is not known to templates, and warnings say so.
 *
 * @param maxSize   all files of an imported Jekyll site that the templates of its posts may ask for, together
 * @param maxValues scalars, lists and maps in {@code _config.yml} and in those files of {@code _data} that templates ask for
 */
@Validated
@ConfigurationProperties("dibao.ingest.site-files")
public record SiteFileSettings(
        @MustBe("0B to 64MB") @DefaultValue("8MB") DataSize maxSize,
        @MustBe("1 or more") @DefaultValue("100000") int maxValues) {
    public static final SiteFileSettings DEFAULT = new SiteFileSettings(DataSize.ofMegabytes(8), 100_000);
}
