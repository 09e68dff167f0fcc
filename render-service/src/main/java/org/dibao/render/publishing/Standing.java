package org.dibao.render.publishing;

import org.dibao.contract.article.Position;
import org.dibao.contract.site.SiteSettings;
import org.dibao.render.view.Progress.Mark;

/**
 * Where the loop stands, as far as it knows. Thrown away at every failure and read again from the ports.
 *
 * @param mark      progress as it is in the database
 * @param done      the last position handled; before {@code mark} where publications have to be written again
 * @param offset    the last offset handled on {@code article-events}; at least {@code done}
 * @param announced the last position on {@code publications}
 * @param site      the settings in force at {@code done}
 * @param buried    the last offset among the dead letters
 */
record Standing(Mark mark, Position done, Position offset, Position announced, Position buried, SiteSettings site) {}
