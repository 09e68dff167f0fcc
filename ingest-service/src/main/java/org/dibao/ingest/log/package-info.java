/** The log as ingest needs it: append, and learn the result. */
@NullMarked
package org.dibao.ingest.log;

import org.jspecify.annotations.NullMarked;
