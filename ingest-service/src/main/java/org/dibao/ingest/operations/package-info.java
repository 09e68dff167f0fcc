/** Health, metrics and the warm-up. */
@NullMarked
package org.dibao.ingest.operations;

import org.jspecify.annotations.NullMarked;
