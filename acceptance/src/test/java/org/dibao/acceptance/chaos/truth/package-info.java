/** What must have become of every request, told from the log and the requests alone: no I/O, no clock. */
@NullMarked
package org.dibao.acceptance.chaos.truth;

import org.jspecify.annotations.NullMarked;
