package org.dibao.gateway.previews;

import java.time.Duration;
import org.dibao.support.settings.MustBe;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings under {@code dibao.gateway.previews}.
 *
 * @param validFor  how long a link to a preview is valid
 * @param maxAtOnce previews being made at once; further ones are refused, so that pages keep their connections
 */
@Validated
@ConfigurationProperties("dibao.gateway.previews")
record PreviewSettings(
        @MustBe("1s to 8760h") @DefaultValue("168h") Duration validFor,
        @MustBe("1 or more") @DefaultValue("8") int maxAtOnce) {}
