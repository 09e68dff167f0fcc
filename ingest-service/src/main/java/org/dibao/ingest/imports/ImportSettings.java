package org.dibao.ingest.imports;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The settings under {@code dibao.ingest.imports}.
 *
 * @param maxUnpublished of one import's submissions, how many may wait for their pages to be fresh; default 255, so that a
 *                       single article beside it is live soon
 * @param maxAtOnce      imports under way together; more are refused (429); default 4
 * @param maxArticles    in one import; default 500,000
 * @param maxSkipped     a larger file in an archive ends the import, a smaller one is passed over; default 64 MiB
 * @param maxUnpacked    all of an archive; default 16 GiB
 * @param lookAhead      of an archive, this much is read before the first article is appended: one that is broken before
 *                       that is refused whole; default 4 MiB
 * @param outcomeWithin  how long an article's outcome is waited for; after that its line says accepted; default 60 s
 */
@ConfigurationProperties("dibao.ingest.imports")
public record ImportSettings(
        int maxUnpublished,
        int maxAtOnce,
        int maxArticles,
        DataSize maxSkipped,
        DataSize maxUnpacked,
        DataSize lookAhead,
        Duration outcomeWithin) {

    public ImportSettings(
            @DefaultValue("255") int maxUnpublished,
            @DefaultValue("4") int maxAtOnce,
            @DefaultValue("500000") int maxArticles,
            @DefaultValue("64MB") DataSize maxSkipped,
            @DefaultValue("16GB") DataSize maxUnpacked,
            @DefaultValue("4MB") DataSize lookAhead,
            @DefaultValue("60s") Duration outcomeWithin) {
        this.maxUnpublished = maxUnpublished;
        this.maxAtOnce = maxAtOnce;
        this.maxArticles = maxArticles;
        this.maxSkipped = maxSkipped;
        this.maxUnpacked = maxUnpacked;
        this.lookAhead = lookAhead;
        this.outcomeWithin = outcomeWithin;
        check(maxUnpublished >= 1 && maxUnpublished <= 5000, "dibao.ingest.imports.max-unpublished: 1 to 5000");
        check(maxAtOnce >= 1, "dibao.ingest.imports.max-at-once: 1 or more");
        check(maxArticles >= 1, "dibao.ingest.imports.max-articles: 1 or more");
        check(maxSkipped.toBytes() > 0, "dibao.ingest.imports.max-skipped: a size such as 64MB");
        check(maxUnpacked.toBytes() > 0, "dibao.ingest.imports.max-unpacked: a size such as 16GB");
        check(lookAhead.toBytes() >= 0 && lookAhead.toMegabytes() <= 64, "dibao.ingest.imports.look-ahead: 0 to 64MB");
        check(outcomeWithin.toMillis() >= 100, "dibao.ingest.imports.outcome-within: 100ms or more");
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
