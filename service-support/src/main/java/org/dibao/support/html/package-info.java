/** Work on trees of HTML, in time that does not grow faster than they do. */
@NullMarked
package org.dibao.support.html;

import org.jspecify.annotations.NullMarked;
