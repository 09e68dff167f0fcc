package org.dibao.gateway.submissions;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * The settings under {@code dibao.gateway.submissions}.
 *
 * @param maxBody       the largest body of a single submission; default 1 MB (1 MiB)
 * @param bodyTimeout   for the body to arrive; default 20 s
 * @param maxWait       the longest that {@code Prefer: wait} is honoured; default 40 s, as proxies in front give up
 *                      after 60 s
 * @param maxWaiting    how many may wait at once; others are answered as if they had not asked to; default 5000
 * @param recent        outcomes kept in memory, for waiting and receipts; default 10,000
 * @param maxConcurrent single submissions under way at once; more get 429; default 1024
 * @param maxImports    imports under way at once; more get 429; default 8
 * @param importIdle    an import in which nothing moves for this long, in either direction, ends; default 2 min
 */
@ConfigurationProperties("dibao.gateway.submissions")
record SubmissionSettings(
        DataSize maxBody,
        Duration bodyTimeout,
        Duration maxWait,
        int maxWaiting,
        int recent,
        int maxConcurrent,
        int maxImports,
        Duration importIdle) {

    SubmissionSettings(
            @Nullable DataSize maxBody,
            @Nullable Duration bodyTimeout,
            @Nullable Duration maxWait,
            int maxWaiting,
            int recent,
            int maxConcurrent,
            int maxImports,
            @Nullable Duration importIdle) {
        this.maxBody = maxBody == null ? DataSize.ofMegabytes(1) : maxBody;
        this.bodyTimeout = bodyTimeout == null ? Duration.ofSeconds(20) : bodyTimeout;
        this.maxWait = maxWait == null ? Duration.ofSeconds(40) : maxWait;
        this.maxWaiting = maxWaiting == 0 ? 5000 : maxWaiting;
        this.recent = recent == 0 ? 10_000 : recent;
        this.maxConcurrent = maxConcurrent == 0 ? 1024 : maxConcurrent;
        this.maxImports = maxImports == 0 ? 8 : maxImports;
        this.importIdle = importIdle == null ? Duration.ofMinutes(2) : importIdle;
        check(this.maxBody.toBytes() >= 1 && this.maxBody.toMegabytes() <= 64, "max-body: above 0 and at most 64MB");
        check(this.bodyTimeout.isPositive(), "body-timeout: a time above zero, as 20s");
        check(!this.maxWait.isNegative(), "max-wait: zero or more, as 40s");
        check(this.maxWaiting > 0, "max-waiting: 1 or more");
        check(this.recent > 0, "recent: 1 or more");
        check(this.maxConcurrent > 0, "max-concurrent: 1 or more");
        check(this.maxImports > 0, "max-imports: 1 or more");
        check(this.importIdle.isPositive(), "import-idle: a time above zero, as 2m");
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("dibao.gateway.submissions." + otherwise);
        }
    }
}
