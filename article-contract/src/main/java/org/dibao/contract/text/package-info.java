/** Text as people read it. */
@NullMarked
package org.dibao.contract.text;

import org.jspecify.annotations.NullMarked;
