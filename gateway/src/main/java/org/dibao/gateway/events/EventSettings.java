package org.dibao.gateway.events;

import java.time.Duration;
import org.dibao.support.settings.MustBe;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The settings under {@code dibao.gateway.events}: the stream of events.
 *
 * @param maxSubscribers open streams at once; further ones are asked to come back later
 * @param maxPerAddress  open streams at once from one address; those from trusted proxies that name no client do not count
 * @param recent         how many of the latest events are kept in memory
 * @param replay         how many earlier events, read from Kafka for subscribers that catch up, are kept in memory
 * @param waitForSlower  how long at most others who catch up wait for a slower subscriber at each 500 events, while what is
 *                       between them fits into {@code replay}, so that all of them share one reading of Kafka; nobody waits for
 *                       one who is much slower than the others. As long at most they wait while further subscribers begin
 * @param articlesMemory memory for articles that subscribers at the same place share, if they ask for whole articles
 * @param maxPositions   articles that the store is asked about at once for a snapshot; at most {@code dibao.store.max-ids}
 * @param maxContents    articles that the store is asked for at once; at most {@code dibao.store.max-ids}
 * @param maxDelay       how long events may wait, while many are published, so that each stream gets several in one write
 * @param heartbeat      how often something is sent, so that the connection stays open
 * @param cursorInterval how often a subscriber whose filter lets nothing through gets a new cursor
 * @param stallTimeout   how long a subscriber may read nothing of what was sent before its stream is ended
 * @param retry          how long a browser waits at least before it reconnects
 * @param retrySpread    how much longer it may wait, by chance, so that not all reconnect at once
 * @param maxPage        how many events one page of {@code /api/events/page} may have
 * @param maxPageSize    size of one page
 * @param maxScan        how many events one request for a page looks at, however few of them its filter lets through
 * @param maxFilterValues values of one parameter of a filter
 * @param maxWait        how long a request for a page may wait for events
 */
@Validated
@ConfigurationProperties("dibao.gateway.events")
record EventSettings(
        @MustBe("1 or more") @DefaultValue("10000") int maxSubscribers,
        @MustBe("1 or more") @DefaultValue("500") int maxPerAddress,
        @MustBe("1 or more") @DefaultValue("10000") int recent,
        @MustBe("1 or more") @DefaultValue("50000") int replay,
        @MustBe("0s to 1m") @DefaultValue("10s") Duration waitForSlower,
        @MustBe("0B or more") @DefaultValue("16MB") DataSize articlesMemory,
        @MustBe("1 to 1000") @DefaultValue("200") int maxPositions,
        @MustBe("1 to 1000") @DefaultValue("20") int maxContents,
        @MustBe("0s to 10s") @DefaultValue("500ms") Duration maxDelay,
        @MustBe("1ms or more") @DefaultValue("15s") Duration heartbeat,
        @MustBe("1ms or more") @DefaultValue("1m") Duration cursorInterval,
        @MustBe("1s or more") @DefaultValue("1m") Duration stallTimeout,
        @MustBe("1ms or more") @DefaultValue("2s") Duration retry,
        @MustBe("1ms or more") @DefaultValue("8s") Duration retrySpread,
        @MustBe("1 to 10000") @DefaultValue("1000") int maxPage,
        @MustBe("1KB or more") @DefaultValue("1MB") DataSize maxPageSize,
        @MustBe("1 or more") @DefaultValue("20000") int maxScan,
        @MustBe("1 or more") @DefaultValue("100") int maxFilterValues,
        @MustBe("1s or more") @DefaultValue("40s") Duration maxWait) {}
