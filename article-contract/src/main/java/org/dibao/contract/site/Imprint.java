package org.dibao.contract.site;

import io.avaje.recordbuilder.RecordBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Who answers for the site, as the foot of each page says; each one line of at most {@value #MAX_LENGTH} characters.
 *
 * @param icp            the ICP number
 * @param publicSecurity the number with the public security
 * @param licence        the licence to publish news
 * @param reportPhone    whom to call about unlawful content
 * @param copyright      whose all this is
 */
@RecordBuilder
public record Imprint(
        @Nullable String icp,
        @Nullable String publicSecurity,
        @Nullable String licence,
        @Nullable String reportPhone,
        @Nullable String copyright) {
    public static final int MAX_LENGTH = 200;
    public static final Imprint NONE = new Imprint(null, null, null, null, null);

    /** @throws IllegalArgumentException with the field's name and what is wrong with it */
    public Imprint {
        icp = Checks.line("icp", icp, MAX_LENGTH);
        publicSecurity = Checks.line("publicSecurity", publicSecurity, MAX_LENGTH);
        licence = Checks.line("licence", licence, MAX_LENGTH);
        reportPhone = Checks.line("reportPhone", reportPhone, MAX_LENGTH);
        copyright = Checks.line("copyright", copyright, MAX_LENGTH);
    }
}
