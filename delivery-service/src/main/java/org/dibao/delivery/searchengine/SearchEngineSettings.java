package org.dibao.delivery.searchengine;

import java.time.Duration;
import org.dibao.support.settings.MustBe;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings under {@code dibao.delivery.search-engines}.
 *
 * @param collect for how long addresses are collected for one call
 */
@Validated
@ConfigurationProperties("dibao.delivery.search-engines")
public record SearchEngineSettings(
        @MustBe("1ms to 8s") @DefaultValue("2s") Duration collect) {}
