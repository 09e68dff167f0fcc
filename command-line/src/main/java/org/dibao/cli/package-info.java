/** The {@code dibao} command line: a client of the public HTTP interface, and of a running instance's data folder. */
@NullMarked
package org.dibao.cli;

import org.jspecify.annotations.NullMarked;
