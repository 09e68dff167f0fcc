package org.dibao.gateway.pages;

import org.dibao.support.settings.MustBe;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings under {@code dibao.gateway.search}.
 *
 * @param maxQuery  characters of a query that are passed on; the rest is cut off
 * @param maxAtOnce searches in progress at once; further ones are refused, so that pages keep their connections
 */
@Validated
@ConfigurationProperties("dibao.gateway.search")
record SearchProxySettings(
        @MustBe("1 to 1000") @DefaultValue("200") int maxQuery,
        @MustBe("1 or more") @DefaultValue("64") int maxAtOnce) {}
