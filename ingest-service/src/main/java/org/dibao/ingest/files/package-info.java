/** Files of a site beside its articles: what they are, and whether they are what their names say. */
@NullMarked
package org.dibao.ingest.files;

import org.jspecify.annotations.NullMarked;
