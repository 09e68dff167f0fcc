package org.dibao.render.search;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The settings under {@code dibao.render.search}.
 *
 * @param dir          the folder of the index, one for each instance; it may be lost at any time; default {@code data/search}
 * @param maxQuery     characters of a query; the rest is cut off; default 200
 * @param maxTerms     terms of a query, where a Chinese word of n characters has n - 1; the rest is left out; 1 to 128, default 64
 * @param maxPages     how far readers may turn; default 50
 * @param hits         articles on a page; 1 to 100, default 20
 * @param timeout      how long one search may take, waiting included; default 2 s
 * @param threads      searches at the same time; default 2
 * @param queue        searches that wait for their turn; more are refused; default 64
 * @param batch        articles read from the view at once; 1 to 500, default 50
 * @param rest         how many times as long as a full batch took the index rests after it while more is being published, so that
 *                     an import comes first: what it brings is found some seconds after its end, and a single article at
 *                     once; 0 to 100, default 30
 * @param memory       what the index holds in memory before it writes a segment; default 64 MB
 * @param refreshEvery how often at most searches see what is new, and how long after its page an article is taken up; default 200 ms
 * @param commitEvery  how often at most the index is made durable; what a crash loses is read again; default 30 s
 */
@ConfigurationProperties("dibao.render.search")
public record SearchSettings(
        Path dir,
        int maxQuery,
        int maxTerms,
        int maxPages,
        int hits,
        Duration timeout,
        int threads,
        int queue,
        int batch,
        int rest,
        DataSize memory,
        Duration refreshEvery,
        Duration commitEvery) {

    public SearchSettings(
            @Nullable Path dir,
            @DefaultValue("200") int maxQuery,
            @DefaultValue("64") int maxTerms,
            @DefaultValue("50") int maxPages,
            @DefaultValue("20") int hits,
            @DefaultValue("2s") Duration timeout,
            @DefaultValue("2") int threads,
            @DefaultValue("64") int queue,
            @DefaultValue("50") int batch,
            @DefaultValue("30") int rest,
            @DefaultValue("64MB") DataSize memory,
            @DefaultValue("200ms") Duration refreshEvery,
            @DefaultValue("30s") Duration commitEvery) {
        this.dir = dir == null ? Path.of("data", "search") : dir;
        this.maxQuery = between(1, 1000, maxQuery, "max-query");
        this.maxTerms = between(1, 128, maxTerms, "max-terms");
        this.maxPages = between(1, 1000, maxPages, "max-pages");
        this.hits = between(1, 100, hits, "hits");
        this.timeout = timeout;
        this.threads = between(1, 64, threads, "threads");
        this.queue = between(1, 10_000, queue, "queue");
        this.batch = between(1, 500, batch, "batch");
        this.rest = between(0, 100, rest, "rest");
        this.memory = memory;
        this.refreshEvery = refreshEvery;
        this.commitEvery = commitEvery;
        check(timeout.toMillis() >= 10 && timeout.toSeconds() <= 30, "timeout: 10ms to 30s");
        check(memory.toMegabytes() >= 1 && memory.toMegabytes() <= 1024, "memory: 1MB to 1024MB");
        check(refreshEvery.toMillis() >= 10 && refreshEvery.toSeconds() <= 60, "refresh-every: 10ms to 60s");
        check(commitEvery.toMillis() >= 100 && commitEvery.toMinutes() <= 10, "commit-every: 100ms to 10m");
    }

    private static int between(int least, int most, int given, String name) {
        check(given >= least && given <= most, name + ": " + least + " to " + most);
        return given;
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("dibao.render.search." + otherwise);
        }
    }
}
