/** How a service is put together. */
@NullMarked
package org.dibao.support.boot;

import org.jspecify.annotations.NullMarked;
