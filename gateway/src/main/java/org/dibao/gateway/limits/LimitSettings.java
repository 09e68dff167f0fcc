package org.dibao.gateway.limits;

import org.dibao.support.settings.MustBe;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings under {@code dibao.gateway.limits}: how many requests a minute one client may send to the API and the search. All of a
 * minute's may come at once; whoever sends more gets 429. Each gateway counts for itself.
 *
 * @param perKey     with one key, from wherever; 0 for no limit
 * @param perAddress without a key from one address, or from one block {@code /64} of IPv6; 0 for no limit. Requests of a trusted
 *                   proxy that names no client are not counted
 * @param clients    how many clients are remembered; beyond that, those that were heard of least are forgotten
 */
@Validated
@ConfigurationProperties("dibao.gateway.limits")
record LimitSettings(
        @MustBe("0 to 10000000") @DefaultValue("30000") int perKey,
        @MustBe("0 to 10000000") @DefaultValue("3000") int perAddress,
        @MustBe("1 or more") @DefaultValue("100000") int clients) {}
