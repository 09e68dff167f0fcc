package org.dibao.gateway.pages;

import org.dibao.contract.article.Position;
import org.dibao.contract.publication.Publication;
import org.dibao.eventlog.LogIdentity;
import org.dibao.gateway.publications.PublicationListener;

/** Removes pages that a publication changed from the cache before anyone is notified. */
final class PurgePages implements PublicationListener {
    private final PageCache cache;

    PurgePages(PageCache cache) {
        this.cache = cache;
    }

    @Override
    public Stage stage() {
        return Stage.PURGE;
    }

    @Override
    public void startAfter(LogIdentity log, Position position) {
        cache.startAfter(position);
    }

    @Override
    public void on(Publication publication, String source) {
        cache.purge(publication);
    }
}
