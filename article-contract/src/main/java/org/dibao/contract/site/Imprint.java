package org.dibao.contract.site;

import io.avaje.recordbuilder.RecordBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Who is responsible for the site, as shown in the footer of each page; each member is one line of at most {@value
 * #MAX_LENGTH} characters.
 *
 * @param icp            the ICP registration number
 * @param publicSecurity the registration number with the public security bureau
 * @param licence        the licence to publish news
 * @param reportPhone    the phone number for reporting unlawful content
 * @param copyright      the copyright holder
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
