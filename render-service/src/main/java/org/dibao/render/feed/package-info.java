/** Feeds and sitemaps as documents: pure functions of the site and its articles. */
@NullMarked
package org.dibao.render.feed;

import org.jspecify.annotations.NullMarked;
