/** What heads of pages hold. */
@NullMarked
package org.dibao.render.metadata;

import org.jspecify.annotations.NullMarked;
