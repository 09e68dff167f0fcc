/** A site that was read, whatever program it was made for: what is in it, and what becomes of that. Nothing is sent from here. */
@NullMarked
package org.dibao.cli.site;

import org.jspecify.annotations.NullMarked;
