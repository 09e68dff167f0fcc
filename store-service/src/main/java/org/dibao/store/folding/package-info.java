/** What the store makes of the log: decide each position once, keep the tables up to date with the decisions. */
@NullMarked
package org.dibao.store.folding;

import org.jspecify.annotations.NullMarked;
