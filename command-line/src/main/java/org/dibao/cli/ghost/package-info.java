/** What Ghost exports (JSON). */
@NullMarked
package org.dibao.cli.ghost;

import org.jspecify.annotations.NullMarked;
