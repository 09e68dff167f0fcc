package org.dibao.gateway.pages;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * The settings under {@code dibao.gateway.pages}.
 *
 * @param cacheSize  memory for cached pages; default 64 MB
 * @param maxEntry   a larger page is passed on without being kept; default 2 MB
 * @param purgedKeys how many keys' last purges are remembered; default 100,000, about 15 MB
 */
@ConfigurationProperties("dibao.gateway.pages")
record PageSettings(DataSize cacheSize, DataSize maxEntry, int purgedKeys) {

    PageSettings(@Nullable DataSize cacheSize, @Nullable DataSize maxEntry, int purgedKeys) {
        this.cacheSize = cacheSize == null ? DataSize.ofMegabytes(64) : cacheSize;
        this.maxEntry = maxEntry == null ? DataSize.ofMegabytes(2) : maxEntry;
        this.purgedKeys = purgedKeys == 0 ? 100_000 : purgedKeys;
        if (this.cacheSize.isNegative() || this.maxEntry.isNegative()) {
            throw new IllegalArgumentException("dibao.gateway.pages.cache-size and max-entry: zero (no cache) or more, as 64MB");
        }
        if (this.purgedKeys < 1) {
            throw new IllegalArgumentException("dibao.gateway.pages.purged-keys: 1 or more");
        }
    }
}
