/** The site's pictures: what their headers say, and the narrower copies that pages offer to small screens. */
@NullMarked
package org.dibao.ingest.pictures;

import org.jspecify.annotations.NullMarked;
