/** The training run: what a JVM does before it writes down which classes it needs and which methods are worth compiling. */
@NullMarked
package org.dibao.standalone.training;

import org.jspecify.annotations.NullMarked;
