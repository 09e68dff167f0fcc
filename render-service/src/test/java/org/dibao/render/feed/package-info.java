/** Feeds and sitemaps as others read them. */
@NullMarked
package org.dibao.render.feed;

import org.jspecify.annotations.NullMarked;
