package org.dibao.render.publishing;

import org.dibao.contract.event.ArticleEvent;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.site.SiteSettings;
import org.jspecify.annotations.Nullable;

/**
 * An event that has been applied to the view and may be published.
 *
 * @param unreadable why its record must be dead-lettered; absent if it must not
 * @param inForce    the settings in force when it happened
 */
public record AppliedEvent(ArticleEvent event, @Nullable String unreadable, SiteSettings inForce) {

    Publication publication() {
        return Publication.of(event, inForce);
    }
}
