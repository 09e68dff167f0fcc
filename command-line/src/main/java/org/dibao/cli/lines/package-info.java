/** Articles as lines of JSON, with settings and files beside them. */
@NullMarked
package org.dibao.cli.lines;

import org.jspecify.annotations.NullMarked;
