package org.dibao.render.view;

import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.site.SiteSettings;
import org.dibao.projector.Table;

/**
 * All that is made from events.
 *
 * @param pages   what is at each path
 * @param entries how listings show each article
 * @param site    the settings in force, under the one key {@link Site#SETTINGS}
 */
public record Views(Table<ArticlePath, Page> pages, Entries entries, Table<Site, SiteSettings> site) {

    /** The site has one set of settings. */
    public enum Site {
        SETTINGS
    }
}
