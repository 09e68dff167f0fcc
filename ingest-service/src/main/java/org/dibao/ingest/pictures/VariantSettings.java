package org.dibao.ingest.pictures;

import java.time.Duration;
import org.dibao.support.settings.MustBe;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The settings under {@code dibao.ingest.variants}: narrower copies of the site's pictures. A picture beyond a limit has none: its own
 * bytes are sent instead. What was decided is kept with the files, in the folder {@code derived}; delete it to have all made again.
 *
 * @param maxSize    of a picture's file
 * @param maxPixels  width times height of a picture
 * @param maxDecoded pixels in memory at a time, of 4 bytes. Of a larger picture only every second or third pixel is read
 * @param maxTime    for decoding one picture
 * @param quality    of JPEG and WebP, from 1 to 100
 * @param queue      pictures that wait; others are made when a page that shows them is next read
 * @param patience  how long the next picture waits while files and articles are being received
 */
@Validated
@ConfigurationProperties("dibao.ingest.variants")
public record VariantSettings(
        @MustBe("1B to 1GB") @DefaultValue("50MB") DataSize maxSize,
        @MustBe("1 or more") @DefaultValue("60000000") long maxPixels,
        @MustBe("1 or more") @DefaultValue("16000000") long maxDecoded,
        @MustBe("1s or more") @DefaultValue("30s") Duration maxTime,
        @MustBe("1 to 100") @DefaultValue("80") int quality,
        @MustBe("1 or more") @DefaultValue("20000") int queue,
        @MustBe("0s or more") @DefaultValue("30s") Duration patience) {}
