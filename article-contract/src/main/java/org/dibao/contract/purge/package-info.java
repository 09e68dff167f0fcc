/** The pages that a fact makes stale, as a pure function of the fact. */
@NullMarked
package org.dibao.contract.purge;

import org.jspecify.annotations.NullMarked;
