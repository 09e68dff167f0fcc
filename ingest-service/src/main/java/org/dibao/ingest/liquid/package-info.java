/** Jekyll's template language in articles: run for each, with what is known of its site. */
@NullMarked
package org.dibao.ingest.liquid;

import org.jspecify.annotations.NullMarked;
