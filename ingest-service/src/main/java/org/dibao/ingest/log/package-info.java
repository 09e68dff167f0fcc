/** The log as ingest needs it: append, and learn what became of it. */
@NullMarked
package org.dibao.ingest.log;

import org.jspecify.annotations.NullMarked;
