/** Fields that may hold HTML, as plain text. */
@NullMarked
package org.dibao.ingest.html;

import org.jspecify.annotations.NullMarked;
