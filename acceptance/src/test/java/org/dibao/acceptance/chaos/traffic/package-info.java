/** Who uses the site while it is broken: clients that change it, readers, and subscribers of each kind. */
@NullMarked
package org.dibao.acceptance.chaos.traffic;

import org.jspecify.annotations.NullMarked;
