package org.dibao.store;

import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.dibao.projector.mongo.Database;
import org.dibao.support.settings.MustBe;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The settings under {@code dibao.store}.
 *
 * @param mongoUri        the store's own database
 * @param instance        this instance's name in the consumer group: stable across restarts, unique to each standby
 * @param batchSize       maximum number of submissions decided at once
 * @param databaseTimeout how long the database may take for one bulk write or one answer
 * @param pageSize        revisions on a page if the request names no limit
 * @param maxPageSize     maximum number of revisions on a page
 * @param maxIds          maximum number of articles that a gateway may ask for in one request
 * @param maxContents     size of the articles in one answer to a gateway; the first one may be larger
 */
@Validated
@ConfigurationProperties("dibao.store")
public record StoreSettings(
        @DefaultValue(DEFAULT_URI) String mongoUri,
        @NotBlank @DefaultValue("store-1") String instance,
        @MustBe("1 to 1000") @DefaultValue("250") int batchSize,
        @MustBe("100ms or more") @DefaultValue("10s") Duration databaseTimeout,
        @MustBe("1 or more") @DefaultValue("20") int pageSize,
        @MustBe("1 or more") @DefaultValue("100") int maxPageSize,
        @MustBe("1 to 1000") @DefaultValue("200") int maxIds,
        @MustBe("1KB to 16MB") @DefaultValue("64KB") DataSize maxContents) {
    static final String DEFAULT_URI = "mongodb://127.0.0.1:27017/store";

    /**
     * The address is checked here and not by an annotation, because an error report would then show the password in it.
     */
    public StoreSettings {
        Database.checkUri("dibao.store.mongo-uri", mongoUri, DEFAULT_URI);
        if (pageSize > maxPageSize) {
            throw new IllegalArgumentException("dibao.store.page-size is " + pageSize
                    + "; it must not be more than dibao.store.max-page-size, which is " + maxPageSize);
        }
    }
}
