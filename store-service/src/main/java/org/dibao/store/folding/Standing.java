package org.dibao.store.folding;

import org.dibao.contract.article.Position;
import org.dibao.contract.site.SiteSettings;
import org.dibao.store.history.Progress.Mark;

/**
 * Where the loop stands, as far as it knows. Thrown away at every failure and read again from the ports.
 *
 * @param mark      progress as it is in the database
 * @param done      the last position handled; before {@code mark} where events have to be announced again
 * @param announced the last position on {@code article-events}
 * @param buried    the last position among the dead letters
 * @param site      the settings in force after {@code done}
 * @param alone     whether the last batch was decided here from beginning to end, so that no decision is to be expected
 */
record Standing(Mark mark, Position done, Position announced, Position buried, SiteSettings site, boolean alone) {

    Standing after(Position done, Position announced, Position buried, Mark mark, SiteSettings site) {
        return new Standing(mark, done, announced, buried, site, true);
    }
}
