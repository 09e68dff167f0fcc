package org.dibao.render.metadata;

import org.dibao.contract.site.SiteSettings;
import org.jspecify.annotations.Nullable;

/**
 * The publisher of the site.
 *
 * @param logo address of the logo, absolute or from the site's root; absent if there is none
 */
public record Publisher(String name, @Nullable String logo) {

    public static Publisher of(SiteSettings site) {
        return new Publisher(site.publisher() == null ? site.title() : site.publisher(), site.logo());
    }
}
