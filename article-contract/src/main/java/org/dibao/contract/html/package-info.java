/** Which HTML an article may consist of. */
@NullMarked
package org.dibao.contract.html;

import org.jspecify.annotations.NullMarked;
