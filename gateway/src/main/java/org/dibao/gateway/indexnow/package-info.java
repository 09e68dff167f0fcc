/** The file in which search engines that take part in IndexNow find the site's key. */
@NullMarked
package org.dibao.gateway.indexnow;

import org.jspecify.annotations.NullMarked;
