/** Where the system under test runs: in this JVM, in processes of its own, or wherever the caller started it. */
@NullMarked
package org.dibao.acceptance.system;

import org.jspecify.annotations.NullMarked;
