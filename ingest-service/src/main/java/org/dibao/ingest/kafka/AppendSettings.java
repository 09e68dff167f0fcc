package org.dibao.ingest.kafka;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The settings under {@code dibao.ingest.append}.
 *
 * @param queue          appends that wait to be handed to the broker at most; default 1000
 * @param maxUnpublished submissions whose pages are not yet fresh, above which more are refused (429); default 10,000
 * @param maxRecord      one encoded record at most; default 4 MiB
 * @param answerWithin   how long a sender waits for the broker before it is told 503; default 4500 ms
 */
@ConfigurationProperties("dibao.ingest.append")
public record AppendSettings(int queue, int maxUnpublished, DataSize maxRecord, Duration answerWithin) {

    public AppendSettings(
            @DefaultValue("1000") int queue,
            @DefaultValue("10000") int maxUnpublished,
            @DefaultValue("4MB") DataSize maxRecord,
            @DefaultValue("4500ms") Duration answerWithin) {
        this.queue = queue;
        this.maxUnpublished = maxUnpublished;
        this.maxRecord = maxRecord;
        this.answerWithin = answerWithin;
        check(queue >= 1, "dibao.ingest.append.queue: 1 or more");
        check(maxUnpublished >= 1, "dibao.ingest.append.max-unpublished: 1 or more");
        check(
                maxRecord.toBytes() >= 1024 && maxRecord.toMegabytes() <= 7,
                "dibao.ingest.append.max-record: 1KB to 7MB, since the topics take 8 MiB");
        check(
                answerWithin.toMillis() >= 100 && answerWithin.toMillis() <= 5000,
                "dibao.ingest.append.answer-within: 100ms to 5s, the time after which the producer gives up");
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
