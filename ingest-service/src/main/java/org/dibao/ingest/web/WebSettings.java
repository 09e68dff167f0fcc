package org.dibao.ingest.web;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The settings under {@code dibao.ingest.web}.
 *
 * @param maxBody    one article as it is sent; default 1 MiB
 * @param maxSite    the site's settings as they are sent; default 1 MiB, its most
 * @param readers    threads that read articles; 0: two for each processor
 * @param readerQueue articles that wait to be read, above which more are refused (429); default 1000
 * @param readWithin processor time that the reading of one article may take; default 8 s, so that with the log's
 *                   4.5 s it ends before the gateway gives up
 */
@ConfigurationProperties("dibao.ingest.web")
public record WebSettings(DataSize maxBody, DataSize maxSite, int readers, int readerQueue, Duration readWithin) {

    public WebSettings(
            @DefaultValue("1MB") DataSize maxBody,
            @DefaultValue("1MB") DataSize maxSite,
            @DefaultValue("0") int readers,
            @DefaultValue("1000") int readerQueue,
            @DefaultValue("8s") Duration readWithin) {
        this.maxBody = maxBody;
        this.maxSite = maxSite;
        this.readers = readers == 0 ? Math.max(2, 2 * Runtime.getRuntime().availableProcessors()) : readers;
        this.readerQueue = readerQueue;
        this.readWithin = readWithin;
        check(maxBody.toBytes() >= 1024 && maxBody.toMegabytes() <= 16, "dibao.ingest.web.max-body: 1KB to 16MB");
        check(maxSite.toBytes() >= 1024 && maxSite.toMegabytes() <= 1, "dibao.ingest.web.max-site: 1KB to 1MB");
        check(readers >= 0, "dibao.ingest.web.readers: 1 or more, or 0 for two of each processor");
        check(readerQueue >= 1, "dibao.ingest.web.reader-queue: 1 or more");
        check(readWithin.toMillis() >= 100, "dibao.ingest.web.read-within: 100ms or more");
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
