/** What the store keeps: its ports, each with its guarantees. */
@NullMarked
package org.dibao.store.history;

import org.jspecify.annotations.NullMarked;
