/** The files of a Jekyll site, read as Jekyll 4.3 reads them: settings, defaults, kinds and addresses. Nothing is sent from here. */
@NullMarked
package org.dibao.cli.jekyll;

import org.jspecify.annotations.NullMarked;
