package org.dibao.delivery;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.dibao.delivery.dispatch.DispatchLimits;
import org.dibao.delivery.kafka.KafkaEvents;
import org.dibao.projector.mongo.Database;
import org.dibao.support.access.Secret;
import org.dibao.support.settings.MustBe;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The settings under {@code dibao.delivery}.
 *
 * @param mongoUri         delivery's own database; it holds only what people look at, and may be dropped at any time
 * @param instance         this instance's name in the consumer group: stable across restarts, unique to each instance
 * @param key              the key with which secrets are encrypted in Kafka; the same for all instances. Without one, a key is
 *     generated and kept in {@code dibao.delivery.key-file}
 * @param keyFile          where a generated key is kept, with mode 0600: without it the secrets in Kafka cannot be read
 * @param partitions       of the topics of subscriptions when they are created: how many instances can share the work
 * @param databaseTimeout  how long the database may take for one bulk write or one answer
 * @param maxSubscriptions maximum number of subscriptions
 * @param maxConcurrent    maximum of a subscription's {@code maxConcurrent}
 * @param maxHeaders       headers of one subscription
 * @param maxFilterValues  values of one parameter of a filter
 * @param maxRequest       size of a request to the API of subscriptions
 * @param maxRedeliveries  redeliveries of one subscription that are not done yet
 * @param maxWaiting       events of one subscription that may wait for another attempt; no further ones are read then
 * @param retryDelays      the delays between attempts; the last one repeats
 * @param maxRetryAfter    the longest {@code Retry-After} of a target that is obeyed
 * @param giveUpAfter      a subscription is parked when an event has failed for this long
 * @param breakAfter       after so many failures in a row the target is only probed
 * @param paused           whether nobody is called: events wait until this is false again; for a copy of a site
 * @param progressInterval how often the progress of a subscription is written at most
 * @param secretOverlap    how long messages are also signed with the previous secret after a new one was made
 * @param recent           events that are kept in memory, as far as {@code events-memory} allows
 * @param replay           events from Kafka that are kept in memory for subscriptions that catch up, as far as {@code events-memory} allows
 * @param eventsMemory     memory for events: a quarter of it for the latest ones, the rest for subscriptions that catch up.
 *                         Without it, a quarter of the heap, 32 MB at most
 */
@Validated
@ConfigurationProperties("dibao.delivery")
public record DeliverySettings(
        @DefaultValue(DEFAULT_URI) String mongoUri,
        @NotBlank @DefaultValue("delivery-1") String instance,
        @Nullable String key,
        @DefaultValue("data/delivery-key") Path keyFile,
        @MustBe("1 to 100") @DefaultValue("8") int partitions,
        @MustBe("100ms or more") @DefaultValue("10s") Duration databaseTimeout,
        @MustBe("1 or more") @DefaultValue("1000") int maxSubscriptions,
        @MustBe("1 to 1000") @DefaultValue("100") int maxConcurrent,
        @MustBe("0 to 100") @DefaultValue("20") int maxHeaders,
        @MustBe("1 or more") @DefaultValue("50") int maxFilterValues,
        @MustBe("1KB to 512KB") @DefaultValue("64KB") DataSize maxRequest,
        @MustBe("1 to 1000") @DefaultValue("20") int maxRedeliveries,
        @MustBe("1 to 2000") @DefaultValue("1000") int maxWaiting,

        @NotEmpty @DefaultValue({"5s", "30s", "2m", "10m", "30m", "1h"})
        List<Duration> retryDelays,

        @MustBe("1s or more") @DefaultValue("24h") Duration maxRetryAfter,
        @MustBe("1s or more") @DefaultValue("3d") Duration giveUpAfter,
        @MustBe("1 or more") @DefaultValue("10") int breakAfter,
        @DefaultValue("false") boolean paused,
        @MustBe("10ms to 10s") @DefaultValue("200ms") Duration progressInterval,
        @MustBe("1m or more") @DefaultValue("24h") Duration secretOverlap,
        @MustBe("1 or more") @DefaultValue("1000") int recent,
        @MustBe("500 or more") @DefaultValue("5000") int replay,
        @MustBe("1MB or more") @Nullable DataSize eventsMemory) {
    private static final long MOST_EVENTS_MEMORY = DataSize.ofMegabytes(32).toBytes();
    static final String DEFAULT_URI = "mongodb://127.0.0.1:27017/delivery";

    /** The address and the key are checked here, because an error report would show them. */
    public DeliverySettings {
        Database.checkUri("dibao.delivery.mongo-uri", mongoUri, DEFAULT_URI);
        key = key == null || key.isBlank() ? null : key.strip();
        if (key != null && !Secret.isToken(key)) {
            throw new IllegalArgumentException("dibao.delivery.key (DIBAO_DELIVERY_KEY) must be " + Secret.FORM);
        }
        retryDelays = List.copyOf(retryDelays);
        if (retryDelays.stream().anyMatch(delay -> !delay.isPositive())) {
            throw new IllegalArgumentException("dibao.delivery.retry-delays must be longer than 0, such as 5s,30s,2m");
        }
    }

    KafkaEvents.Kept kept() {
        long memory = eventsMemory == null
                ? Math.min(MOST_EVENTS_MEMORY, Runtime.getRuntime().maxMemory() / 4)
                : eventsMemory.toBytes();
        return new KafkaEvents.Kept(recent, replay, memory);
    }

    DispatchLimits limits() {
        return new DispatchLimits(
                maxWaiting, retryDelays, maxRetryAfter, giveUpAfter, breakAfter, progressInterval, paused);
    }
}
