/** From an article's source to what pages and listings show of it. */
@NullMarked
package org.dibao.ingest.markdown;

import org.jspecify.annotations.NullMarked;
