package org.dibao.gateway.publications;

import java.util.concurrent.CompletableFuture;
import org.dibao.contract.article.Position;
import org.dibao.contract.publication.Publication;
import org.dibao.eventlog.LogIdentity;

/** Reacts to publications at this gateway. Called in a single thread, in log order, once for each position. */
public interface PublicationListener {

    /** The order of processing each publication. The position counts as processed once {@link #PURGE} is done. */
    enum Stage {
        PURGE,
        WAKE,
        PUSH
    }

    Stage stage();

    /**
     * This gateway's publications begin after this position; called once, before the first publication.
     *
     * @param log which log this is
     */
    default void startAfter(LogIdentity log, Position position) {}

    /**
     * Takes it into memory, once pages are purged and before anybody is told of it: whoever has waited for a position and asks
     * at once finds it everywhere.
     *
     * @param source as for {@link #on}
     */
    default void keep(Publication publication, String source) {}

    /** @param source of the record: the site and the service, as in its header {@code ce_source} */
    void on(Publication publication, String source);

    /**
     * The gateway is shutting down: end what is open.
     *
     * @return completes when it has ended
     */
    default CompletableFuture<Void> stop() {
        return CompletableFuture.completedFuture(null);
    }
}
