/** Full-text search over live articles: an index that follows the publications, and queries against it. */
@NullMarked
package org.dibao.render.search;

import org.jspecify.annotations.NullMarked;
