package org.dibao.render.theme;

import org.jspecify.annotations.Nullable;

/**
 * Who answers for the site, as the foot of each page says.
 *
 * @param icp            the ICP number, linked to the register
 * @param publicSecurity the number with the public security, linked to the register
 * @param licence        the licence to publish news
 * @param reportPhone    whom to call about unlawful content
 * @param copyright      whose all this is
 */
public record Imprint(
        @Nullable String icp,
        @Nullable String publicSecurity,
        @Nullable String licence,
        @Nullable String reportPhone,
        @Nullable String copyright) {
    public static final Imprint NONE = new Imprint(null, null, null, null, null);
}
