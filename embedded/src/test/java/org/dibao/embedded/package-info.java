/** What the embedded servers promise, across ends of the process. */
@NullMarked
package org.dibao.embedded;

import org.jspecify.annotations.NullMarked;
