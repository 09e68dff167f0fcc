/** Who is let in where: secrets, services that answer their gateway only, management ports. */
@NullMarked
package org.dibao.support.access;

import org.jspecify.annotations.NullMarked;
