package org.dibao.ingest.imports;

import java.time.Duration;
import org.dibao.support.settings.MustBe;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The settings under {@code dibao.ingest.imports}.
 *
 * @param publishedWithin the time from an article's append until its pages are fresh that an import aims at: so many of its
 *                       articles wait for that at once as keep to it, so that a single article submitted meanwhile is live soon
 * @param minUnpublished so many may wait however long it takes: with fewer, the import would take longer; as many are parsed ahead
 * @param minBesideOthers the same while single articles are submitted now and then, which queue behind them
 * @param maxUnpublished no more may wait
 * @param maxAtOnce      imports in progress at once; further ones get 429
 * @param maxArticles    articles in one import
 * @param maxSkipped     a larger file in an archive ends the import; a smaller one that is not an article is skipped
 * @param maxUnpacked    all files of an archive together
 * @param lookAhead      how much of an archive is read before the first article is appended; an archive found to be
 *                       damaged by then is refused as a whole; at most so much of it is parsed ahead later
 * @param maxHeld        result lines of one import that are buffered in memory if the sender wants them at the end; an
 *                       import with more is stopped
 * @param outcomeWithin  how long to wait for an article's outcome; after that its result line says accepted
 */
@Validated
@ConfigurationProperties("dibao.ingest.imports")
public record ImportSettings(
        @MustBe("1ms to 1m") @DefaultValue("45ms") Duration publishedWithin,
        @MustBe("1 to 5000") @DefaultValue("40") int minUnpublished,
        @MustBe("1 to 5000") @DefaultValue("6") int minBesideOthers,
        @MustBe("1 to 5000") @DefaultValue("500") int maxUnpublished,
        @MustBe("1 or more") @DefaultValue("4") int maxAtOnce,
        @MustBe("1 or more") @DefaultValue("500000") int maxArticles,
        @MustBe("1B or more") @DefaultValue("64MB") DataSize maxSkipped,
        @MustBe("1B or more") @DefaultValue("16GB") DataSize maxUnpacked,
        @MustBe("0B to 64MB") @DefaultValue("4MB") DataSize lookAhead,
        @MustBe("1B to 1GB") @DefaultValue("8MB") DataSize maxHeld,
        @MustBe("100ms or more") @DefaultValue("60s") Duration outcomeWithin) {}
