package org.dibao.gateway.keys;

import java.time.Duration;
import org.dibao.support.settings.MustBe;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings under {@code dibao.gateway.keys}.
 *
 * @param most    how many keys may be added
 * @param overlap how long the former secret of a rotated key is accepted, unless the request says otherwise
 */
@Validated
@ConfigurationProperties("dibao.gateway.keys")
record KeysSettings(
        @MustBe("1 to 10000") @DefaultValue("100") int most,
        @MustBe("0s or more") @DefaultValue("1d") Duration overlap) {}
