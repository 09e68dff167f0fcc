/** A site as files: what a web server without Dibao can serve. */
@NullMarked
package org.dibao.cli.export;

import org.jspecify.annotations.NullMarked;
