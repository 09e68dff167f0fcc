package org.dibao.render;

import com.mongodb.ConnectionString;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.dibao.support.settings.MustBe;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings under {@code dibao.render} for the projection; those of pages are in
 * {@link org.dibao.render.web.PageSettings}.
 *
 * @param mongoUri        render's own database
 * @param instance        this instance's name in the consumer group: stable across restarts, unique to each instance
 * @param batchSize       maximum number of events written at once
 * @param databaseTimeout how long the database may take for one bulk write or one answer
 * @param scanTimeout     how long the database may take for all entries when render starts
 */
@Validated
@ConfigurationProperties("dibao.render")
public record RenderSettings(
        @DefaultValue(DEFAULT_URI) String mongoUri,
        @NotBlank @DefaultValue("render-1") String instance,
        @MustBe("1 to 1000") @DefaultValue("250") int batchSize,
        @MustBe("100ms or more") @DefaultValue("10s") Duration databaseTimeout,
        @MustBe("100ms or more") @DefaultValue("10m") Duration scanTimeout) {
    static final String DEFAULT_URI = "mongodb://127.0.0.1:27017/render";

    /**
     * The address is checked here and not by an annotation, because an error report would then show the password in it.
     */
    public RenderSettings {
        if (!namesDatabase(mongoUri)) {
            throw new IllegalArgumentException(
                    "dibao.render.mongo-uri must be a MongoDB connection string that includes the database name, such"
                            + " as " + DEFAULT_URI);
        }
        if (scanTimeout.compareTo(databaseTimeout) < 0) {
            throw new IllegalArgumentException("dibao.render.scan-timeout is " + scanTimeout.toMillis()
                    + "ms; it must not be less than dibao.render.database-timeout, which is "
                    + databaseTimeout.toMillis() + "ms");
        }
    }

    private static boolean namesDatabase(String uri) {
        try {
            return new ConnectionString(uri).getDatabase() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
