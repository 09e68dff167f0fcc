/** Reading a topic through Spring Cloud Stream by a reader that keeps its own progress; for store and render. */
@NullMarked
package org.dibao.projector.stream;

import org.jspecify.annotations.NullMarked;
