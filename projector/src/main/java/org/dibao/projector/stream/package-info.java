/** Reads a topic through Spring Cloud Stream with a self-managed checkpoint; for store and render. */
@NullMarked
package org.dibao.projector.stream;

import org.jspecify.annotations.NullMarked;
