/** What the store keeps and what it tells: the ports of the folding loop, each with its guarantees. */
@NullMarked
package org.dibao.store.history;

import org.jspecify.annotations.NullMarked;
