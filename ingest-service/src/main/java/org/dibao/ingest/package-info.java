/** Turns uploads into submissions and appends them to the log. */
@NullMarked
package org.dibao.ingest;

import org.jspecify.annotations.NullMarked;
