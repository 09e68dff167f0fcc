package org.dibao.render.view;

import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.file.FilePath;
import org.dibao.contract.site.SiteSettings;
import org.dibao.projector.Table;

/**
 * Everything derived from events.
 *
 * @param pages   the content of each path
 * @param entries what listings show of each article
 * @param site    the settings in force, under the one key {@link Site#SETTINGS}
 * @param files   the file at each path that has or had one
 * @param queries the parameters of old addresses, under the one key {@link Site#SETTINGS}
 */
public record Views(
        Table<ArticlePath, Page> pages,
        ArticleSummaries entries,
        Table<Site, SiteSettings> site,
        Table<FilePath, FileAt> files,
        Table<Site, OldQueryNames> queries) {

    /** The site has one set of settings, and of names. */
    public enum Site {
        SETTINGS
    }
}
