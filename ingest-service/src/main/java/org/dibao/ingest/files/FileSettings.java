package org.dibao.ingest.files;

import org.dibao.support.settings.MustBe;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The settings under {@code dibao.ingest.files}.
 *
 * @param maxSize   one file
 * @param maxPixels width times height of a picture
 * @param receivers files received at the same time
 * @param queue     files waiting for that; further ones get 429
 * @param keepPrivateMetadata whether pictures keep what their metadata tell about the one who took them: the position, serial numbers,
 *     the owner's name, the maker's notes and the small preview. Otherwise these are blanked, and no pixel is touched; author,
 *     copyright and date stay in any case
 */
@Validated
@ConfigurationProperties("dibao.ingest.files")
public record FileSettings(
        @MustBe("1B to 1GB") @DefaultValue("20MB") DataSize maxSize,
        @MustBe("1 or more") @DefaultValue("100000000") long maxPixels,
        @MustBe("1 or more") @DefaultValue("16") int receivers,
        @MustBe("1 or more") @DefaultValue("64") int queue,
        @DefaultValue("false") boolean keepPrivateMetadata) {}
