/** The command line against a small server, as a shell sees it: output and exit status. */
@NullMarked
package org.dibao.cli;

import org.jspecify.annotations.NullMarked;
