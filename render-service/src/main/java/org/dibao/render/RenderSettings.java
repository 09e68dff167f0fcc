package org.dibao.render;

import com.mongodb.ConnectionString;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings under {@code dibao.render}; those of pages are in {@link org.dibao.render.web.PageSettings}.
 *
 * @param mongoUri        render's own database; default {@code mongodb://127.0.0.1:27017/render}
 * @param instance        this instance's name in the consumer group: stable over restarts, another one for each instance
 * @param batchSize       events written at once at most; 1 to 1000, default 250
 * @param databaseTimeout how long the database may take for one bulk; default 10 s
 * @param scanTimeout     how long it may take for all entries at the start; default 10 min
 */
@ConfigurationProperties("dibao.render")
public record RenderSettings(
        String mongoUri, String instance, int batchSize, Duration databaseTimeout, Duration scanTimeout) {
    static final String DEFAULT_URI = "mongodb://127.0.0.1:27017/render";

    public RenderSettings(
            @Nullable String mongoUri,
            @DefaultValue("render-1") String instance,
            @DefaultValue("250") int batchSize,
            @DefaultValue("10s") Duration databaseTimeout,
            @DefaultValue("10m") Duration scanTimeout) {
        this.mongoUri = mongoUri == null || mongoUri.isBlank() ? DEFAULT_URI : mongoUri;
        this.instance = instance;
        this.batchSize = batchSize;
        this.databaseTimeout = databaseTimeout;
        this.scanTimeout = scanTimeout;
        check(
                new ConnectionString(this.mongoUri).getDatabase() != null,
                "dibao.render.mongo-uri: name the database too, as in " + DEFAULT_URI);
        check(!instance.isBlank(), "dibao.render.instance: a name, another one for each instance");
        check(batchSize >= 1 && batchSize <= 1000, "dibao.render.batch-size: 1 to 1000");
        check(databaseTimeout.toMillis() >= 100, "dibao.render.database-timeout: 100ms or more");
        check(
                scanTimeout.compareTo(databaseTimeout) >= 0,
                "dibao.render.scan-timeout: dibao.render.database-timeout or more");
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
