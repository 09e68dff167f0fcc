/** Tests of reading a Jekyll site's files. */
@NullMarked
package org.dibao.cli.jekyll;

import org.jspecify.annotations.NullMarked;
