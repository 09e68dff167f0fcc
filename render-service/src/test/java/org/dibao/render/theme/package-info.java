/** What pages hold. */
@NullMarked
package org.dibao.render.theme;

import org.jspecify.annotations.NullMarked;
