/**
 * Metadata of pages for machines: search engines, social networks, feed readers. Pure functions of the site and the
 * article.
 */
@NullMarked
package org.dibao.render.metadata;

import org.jspecify.annotations.NullMarked;
