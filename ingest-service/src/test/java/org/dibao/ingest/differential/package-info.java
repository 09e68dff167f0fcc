/** Compares what ingest makes of a Jekyll site's posts with what Jekyll makes of them; not a part of the build. */
@NullMarked
package org.dibao.ingest.differential;

import org.jspecify.annotations.NullMarked;
