/** The records of each version as files: what one release writes, every later one reads. */
@NullMarked
package org.dibao.contract.golden;

import org.jspecify.annotations.NullMarked;
