package org.dibao.gateway.pages;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings under {@code dibao.gateway.search}.
 *
 * @param maxQuery  characters of a query that are passed on; the rest is cut off; default 200
 * @param maxAtOnce searches under way at the same time; more are refused, so that pages keep their connections; default 64
 */
@ConfigurationProperties("dibao.gateway.search")
record SearchSettings(
        @DefaultValue("200") int maxQuery,
        @DefaultValue("64") int maxAtOnce) {

    SearchSettings {
        if (maxQuery < 1 || maxQuery > 1000) {
            throw new IllegalArgumentException("dibao.gateway.search.max-query: 1 to 1000");
        }
        if (maxAtOnce < 1) {
            throw new IllegalArgumentException("dibao.gateway.search.max-at-once: 1 or more");
        }
    }
}
