package org.dibao.store;

import com.mongodb.ConnectionString;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings under {@code dibao.store}.
 *
 * @param mongoUri        the store's own database; default {@code mongodb://127.0.0.1:27017/store}
 * @param instance        this instance's name in the consumer group: stable over restarts, another one for each standby
 * @param batchSize       submissions decided at once at most; 1 to 1000, default 250
 * @param databaseTimeout how long the database may take for one bulk; default 10 s
 * @param pageSize        revisions on a page where no limit is given; default 20
 * @param maxPageSize     revisions on a page at most; default 100
 */
@ConfigurationProperties("dibao.store")
public record StoreSettings(
        String mongoUri, String instance, int batchSize, Duration databaseTimeout, int pageSize, int maxPageSize) {
    static final String DEFAULT_URI = "mongodb://127.0.0.1:27017/store";

    public StoreSettings(
            @Nullable String mongoUri,
            @DefaultValue("store-1") String instance,
            @DefaultValue("250") int batchSize,
            @DefaultValue("10s") Duration databaseTimeout,
            @DefaultValue("20") int pageSize,
            @DefaultValue("100") int maxPageSize) {
        this.mongoUri = mongoUri == null || mongoUri.isBlank() ? DEFAULT_URI : mongoUri;
        this.instance = instance;
        this.batchSize = batchSize;
        this.databaseTimeout = databaseTimeout;
        this.pageSize = pageSize;
        this.maxPageSize = maxPageSize;
        check(
                new ConnectionString(this.mongoUri).getDatabase() != null,
                "dibao.store.mongo-uri: name the database too, as in " + DEFAULT_URI);
        check(!instance.isBlank(), "dibao.store.instance: a name, another one for each instance");
        check(batchSize >= 1 && batchSize <= 1000, "dibao.store.batch-size: 1 to 1000");
        check(databaseTimeout.toMillis() >= 100, "dibao.store.database-timeout: 100ms or more");
        check(pageSize >= 1 && pageSize <= maxPageSize, "dibao.store.page-size: 1 to dibao.store.max-page-size");
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
