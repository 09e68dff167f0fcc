package org.dibao.gateway.pages;

import io.avaje.recordbuilder.RecordBuilder;
import java.time.Duration;
import org.dibao.support.settings.MustBe;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The settings under {@code dibao.gateway.pages}: the page cache.
 *
 * @param cacheSize  memory for cached pages; 0B for no cache
 * @param missingSize memory for pages that say that there is nothing, or nothing any more, at an address; apart from the
 *                  others, so that nobody displaces those by asking for what does not exist
 * @param maxEntry   a larger page is passed on but not cached
 * @param purgedKeys purge keys for which the last purge is remembered; 100,000 take about 15 MB
 * @param restyling  pages rebuilt at the same time after a change of the theme
 * @param themeEvery how often render is asked whether its theme has changed
 * @param recheckAfter while this gateway cannot read publications: how old a cached page may be before render is asked
 *                     for it again
 * @param surrogateMaxAge for a CDN that is purged by keys: how long it may keep a page ({@code Surrogate-Control}); each page then
 *                  names its keys ({@code Surrogate-Key}); 0s if there is none
 * @param maxAge       while nobody can read publications: the maximum age of a page that is served
 */
@RecordBuilder
@Validated
@ConfigurationProperties("dibao.gateway.pages")
record PageCacheSettings(
        @MustBe("0B or more") @DefaultValue("64MB") DataSize cacheSize,
        @MustBe("0B or more") @DefaultValue("4MB") DataSize missingSize,
        @MustBe("0B or more") @DefaultValue("2MB") DataSize maxEntry,
        @MustBe("1 or more") @DefaultValue("100000") int purgedKeys,
        @MustBe("1 or more") @DefaultValue("2") int restyling,
        @MustBe("100ms or more") @DefaultValue("2s") Duration themeEvery,
        @MustBe("0s or more") @DefaultValue("0s") Duration surrogateMaxAge,
        @MustBe("100ms or more") @DefaultValue("30s") Duration recheckAfter,
        @MustBe("100ms or more") @DefaultValue("24h") Duration maxAge) {

    PageCacheSettings {
        if (maxAge.compareTo(recheckAfter) < 0) {
            throw new IllegalArgumentException("dibao.gateway.pages.max-age is " + maxAge.toMillis()
                    + "ms; it must not be less than dibao.gateway.pages.recheck-after, which is "
                    + recheckAfter.toMillis() + "ms");
        }
    }
}
