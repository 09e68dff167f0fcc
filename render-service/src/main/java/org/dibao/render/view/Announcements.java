package org.dibao.render.view;

import java.util.List;
import org.dibao.contract.article.Position;
import org.dibao.contract.publication.Publication;

/**
 * The topic {@code publications}. It holds a run of positions without gaps: nothing that was sent behind a lost record
 * arrives. Calls block until the broker has answered.
 */
public interface Announcements {

    /**
     * The last position announced, as the topic itself tells; {@link Position#NONE} if none was.
     *
     * @throws Unavailable if the broker does not answer
     */
    Position last();

    /**
     * Appends in order; returns when all in-sync replicas have all of them.
     *
     * @throws Unavailable if the broker does not answer: the first of them, none or all may be there, ask {@link #last}
     */
    void append(List<Publication> publications);
}
