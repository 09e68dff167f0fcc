/** Names that people type: of settings, of fields. */
@NullMarked
package org.dibao.support.names;

import org.jspecify.annotations.NullMarked;
