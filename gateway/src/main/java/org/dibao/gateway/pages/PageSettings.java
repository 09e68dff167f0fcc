package org.dibao.gateway.pages;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * The settings under {@code dibao.gateway.pages}.
 *
 * @param cacheSize  memory for cached pages; default 64 MB
 * @param maxEntry   a larger page is passed on without being kept; default 2 MB
 * @param purgedKeys how many keys' last purges are remembered; default 100,000, about 15 MB
 * @param restyling  pages that are made anew at the same time at most when the theme has changed; default 2
 * @param themeEvery how often render is asked whether its theme has changed; default 2 s
 * @param recheckAfter how old a cached page may be, while this gateway cannot read what was published, before render is
 *                     asked for it again; default 30 s
 * @param maxAge       how old a page may be to be served if render cannot tell either; default 24 h
 */
@ConfigurationProperties("dibao.gateway.pages")
record PageSettings(
        DataSize cacheSize,
        DataSize maxEntry,
        int purgedKeys,
        int restyling,
        Duration themeEvery,
        Duration recheckAfter,
        Duration maxAge) {

    PageSettings(
            @Nullable DataSize cacheSize,
            @Nullable DataSize maxEntry,
            int purgedKeys,
            int restyling,
            @Nullable Duration themeEvery,
            @Nullable Duration recheckAfter,
            @Nullable Duration maxAge) {
        this.cacheSize = cacheSize == null ? DataSize.ofMegabytes(64) : cacheSize;
        this.maxEntry = maxEntry == null ? DataSize.ofMegabytes(2) : maxEntry;
        this.purgedKeys = purgedKeys == 0 ? 100_000 : purgedKeys;
        this.restyling = restyling == 0 ? 2 : restyling;
        this.themeEvery = themeEvery == null ? Duration.ofSeconds(2) : themeEvery;
        this.recheckAfter = recheckAfter == null ? Duration.ofSeconds(30) : recheckAfter;
        this.maxAge = maxAge == null ? Duration.ofHours(24) : maxAge;
        if (!this.recheckAfter.isPositive() || this.maxAge.compareTo(this.recheckAfter) < 0) {
            throw new IllegalArgumentException("dibao.gateway.pages.recheck-after: a time above zero, as 30s, and"
                    + " dibao.gateway.pages.max-age: the same or more, as 24h");
        }
        if (this.restyling < 1) {
            throw new IllegalArgumentException("dibao.gateway.pages.restyling: 1 or more");
        }
        if (this.themeEvery.compareTo(Duration.ofMillis(100)) < 0) {
            throw new IllegalArgumentException("dibao.gateway.pages.theme-every: 100ms or more, as 2s");
        }
        if (this.cacheSize.isNegative() || this.maxEntry.isNegative()) {
            throw new IllegalArgumentException(
                    "dibao.gateway.pages.cache-size and max-entry: zero (no cache) or more, as 64MB");
        }
        if (this.purgedKeys < 1) {
            throw new IllegalArgumentException("dibao.gateway.pages.purged-keys: 1 or more");
        }
    }
}
