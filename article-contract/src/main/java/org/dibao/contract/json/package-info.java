/** The only way in which the contract reads and writes JSON. */
@NullMarked
package org.dibao.contract.json;

import org.jspecify.annotations.NullMarked;
