/** Removes everything executable from HTML. */
@NullMarked
package org.dibao.ingest.html;

import org.jspecify.annotations.NullMarked;
