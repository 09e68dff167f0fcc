/** Takes out of HTML what can run. */
@NullMarked
package org.dibao.support.html;

import org.jspecify.annotations.NullMarked;
