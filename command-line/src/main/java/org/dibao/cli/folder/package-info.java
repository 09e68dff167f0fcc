/** Folders that commands write to. */
@NullMarked
package org.dibao.cli.folder;

import org.jspecify.annotations.NullMarked;
