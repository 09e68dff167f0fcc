/** Prepares submissions and appends them to the log. */
@NullMarked
package org.dibao.ingest.submissions;

import org.jspecify.annotations.NullMarked;
