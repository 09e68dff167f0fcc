/** Everything in one JVM: starting, ending, and the sentences of failed starts. */
@NullMarked
package org.dibao.standalone;

import org.jspecify.annotations.NullMarked;
