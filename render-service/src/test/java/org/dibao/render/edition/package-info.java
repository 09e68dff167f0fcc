/** An instance's start and its keeping up. */
@NullMarked
package org.dibao.render.edition;

import org.jspecify.annotations.NullMarked;
