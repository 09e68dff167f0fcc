/** The store's persistence ports and their guarantees. */
@NullMarked
package org.dibao.store.history;

import org.jspecify.annotations.NullMarked;
