package org.dibao.render.theme;

import io.avaje.recordbuilder.RecordBuilder;
import java.time.ZoneId;
import java.util.List;
import org.dibao.contract.site.Imprint;
import org.dibao.contract.site.MenuItem;
import org.dibao.contract.site.SiteSettings;
import org.dibao.render.metadata.TermLinks;
import org.jspecify.annotations.Nullable;

/**
 * What pages show about their site.
 *
 * @param language BCP 47
 * @param baseUrl  without a trailing slash
 * @param zone     of all dates
 * @param logo     address of the logo, shown before the title; absent: only the title
 * @param menu     links in the header of each page; may be empty
 * @param indent   whether the first line of a paragraph is indented
 * @param accent   a colour, {@code #rrggbb} or {@code #rgb}, made darker or lighter where it would be unreadable;
 *                 absent: the theme's own
 * @param terms    of categories, tags and authors
 */
@RecordBuilder
public record Site(
        String title,
        String description,
        String language,
        String baseUrl,
        ZoneId zone,
        @Nullable String logo,
        List<MenuItem> menu,
        Imprint imprint,
        boolean indent,
        @Nullable String accent,
        TermLinks terms) {

    public Site {
        menu = List.copyOf(menu);
    }

    /** The same with another language, for the contents of an article. */
    public Site speaking(String other) {
        return SiteBuilder.builder(this).language(other).build();
    }

    public static Site of(SiteSettings settings) {
        return SiteBuilder.builder()
                .title(settings.title())
                .description(settings.description())
                .language(settings.language())
                .baseUrl(settings.baseUrl())
                .zone(settings.zone())
                .logo(settings.logo())
                .menu(settings.menu() == null ? List.of() : settings.menu())
                .imprint(settings.imprint())
                .indent(settings.look().indent())
                .accent(settings.look().accent())
                .terms(TermLinks.of(settings))
                .build();
    }
}
