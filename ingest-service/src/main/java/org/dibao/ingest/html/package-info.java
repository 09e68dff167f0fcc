/** Takes out of HTML what can run. */
@NullMarked
package org.dibao.ingest.html;

import org.jspecify.annotations.NullMarked;
