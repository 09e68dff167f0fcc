/** Reading articles, their history and the site's settings from the store. */
@NullMarked
package org.dibao.gateway.articles;

import org.jspecify.annotations.NullMarked;
