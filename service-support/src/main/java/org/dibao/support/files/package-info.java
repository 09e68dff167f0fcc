/** Where the bytes of a site's files are. */
@NullMarked
package org.dibao.support.files;

import org.jspecify.annotations.NullMarked;
