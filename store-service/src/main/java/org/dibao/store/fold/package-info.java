/** The pure rule that turns the history so far and one submission into a decision. */
@NullMarked
package org.dibao.store.fold;

import org.jspecify.annotations.NullMarked;
