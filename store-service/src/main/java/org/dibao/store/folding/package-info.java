/** Folding of the log: decides each position once, and keeps the tables up to date with the decisions. */
@NullMarked
package org.dibao.store.folding;

import org.jspecify.annotations.NullMarked;
