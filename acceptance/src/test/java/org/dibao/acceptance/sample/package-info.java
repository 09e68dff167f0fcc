/** Articles, archives and histories to publish; each has names that nobody else uses. */
@NullMarked
package org.dibao.acceptance.sample;

import org.jspecify.annotations.NullMarked;
