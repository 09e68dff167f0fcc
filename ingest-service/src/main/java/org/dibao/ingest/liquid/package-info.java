/** Jekyll's template language, which is removed from articles and never run. */
@NullMarked
package org.dibao.ingest.liquid;

import org.jspecify.annotations.NullMarked;
