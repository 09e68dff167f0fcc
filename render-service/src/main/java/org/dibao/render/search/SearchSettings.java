package org.dibao.render.search;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.dibao.support.settings.MustBe;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The settings under {@code dibao.render.search}.
 *
 * @param dir          the folder of the search index, separate for each instance; it can be deleted at any time
 * @param maxQuery     characters of a query; the rest is cut off
 * @param maxTerms     terms of a query, where a Chinese word of n characters has n - 1; the rest is left out
 * @param maxPages     maximum number of result pages
 * @param hits         articles on each result page
 * @param timeout      how long one search may take, waiting included
 * @param threads      searches that run at the same time
 * @param queue        searches waiting for a thread; further ones are refused
 * @param batch        articles read from the view at once
 * @param rest         after a batch the index pauses for this many times the time the batch took, while more is
 *                     being published, so that an import has priority: its articles can be found some seconds after its
 *                     end, a single one at once
 * @param memory       how much the index buffers in memory before it writes a segment
 * @param refreshEvery how often searches see new articles, and how long after its page an article is indexed
 * @param maxLag       positions that pages show and search does not find yet; with more, health, {@code dibao status} and
 *                     {@code dibao doctor} say so
 * @param commitEvery  how often the index is made durable; what a crash loses is indexed again
 */
@Validated
@ConfigurationProperties("dibao.render.search")
public record SearchSettings(
        @NotNull(message = "must name a folder") @DefaultValue("data/search")
        Path dir,

        @MustBe("1 to 1000") @DefaultValue("200") int maxQuery,
        @MustBe("1 to 128") @DefaultValue("64") int maxTerms,
        @MustBe("1 to 1000") @DefaultValue("50") int maxPages,
        @MustBe("1 to 100") @DefaultValue("20") int hits,
        @MustBe("10ms to 30s") @DefaultValue("2s") Duration timeout,
        @MustBe("1 to 64") @DefaultValue("2") int threads,
        @MustBe("1 to 10000") @DefaultValue("64") int queue,
        @MustBe("1 to 500") @DefaultValue("50") int batch,
        @MustBe("0 to 100") @DefaultValue("30") int rest,
        @MustBe("1MB to 1024MB") @DefaultValue("64MB") DataSize memory,
        @MustBe("10ms to 60s") @DefaultValue("200ms") Duration refreshEvery,
        @MustBe("1 to 1000000") @DefaultValue("100") int maxLag,
        @MustBe("100ms to 10m") @DefaultValue("30s") Duration commitEvery) {}
