package org.dibao.gateway.publications;

import org.dibao.contract.article.Position;
import org.dibao.contract.publication.Publication;

/** Something that a publication does at this gateway. Called in one thread, in log order, each position once. */
public interface PublicationListener {

    /** The order of what happens for each publication. The position counts as processed once {@link #PURGE} is done. */
    enum Stage {
        PURGE,
        WAKE,
        PUSH
    }

    Stage stage();

    /** What this gateway sees begins after this position; called once, before the first publication. */
    default void startAfter(Position position) {}

    void on(Publication publication);

    /** The gateway goes down: end what is open. */
    default void stop() {}
}
