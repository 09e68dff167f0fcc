/** Backups of a site while it runs, and what makes a site of them again; see docs/adr/0021-backups.md. */
@NullMarked
package org.dibao.backup;

import org.jspecify.annotations.NullMarked;
