/** Which addresses may go out. */
@NullMarked
package org.dibao.contract.address;

import org.jspecify.annotations.NullMarked;
