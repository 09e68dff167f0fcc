/** Many articles in one request, read as they arrive and answered line by line. */
@NullMarked
package org.dibao.ingest.imports;

import org.jspecify.annotations.NullMarked;
