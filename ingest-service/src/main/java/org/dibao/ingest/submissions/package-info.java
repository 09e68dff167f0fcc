/** Makes a submission of what was read and puts it into the log. */
@NullMarked
package org.dibao.ingest.submissions;

import org.jspecify.annotations.NullMarked;
