/** The outcomes of submissions: facts and bare outcomes. */
@NullMarked
package org.dibao.contract.event;

import org.jspecify.annotations.NullMarked;
