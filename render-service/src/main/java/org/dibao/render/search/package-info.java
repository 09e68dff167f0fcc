/** Full-text search over live articles: an index that follows the publications, and what is asked of it. */
@NullMarked
package org.dibao.render.search;

import org.jspecify.annotations.NullMarked;
