package org.dibao.render.publishing;

import org.dibao.contract.event.ArticleEvent;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.site.SiteSettings;
import org.jspecify.annotations.Nullable;

/**
 * An event that is in the view, and so may be published.
 *
 * @param unreadable why its record belongs to the dead letters; absent if it does not
 * @param inForce    the settings in force when it happened
 */
public record Published(ArticleEvent event, @Nullable String unreadable, SiteSettings inForce) {

    Publication publication() {
        return Publication.of(event, inForce);
    }
}
