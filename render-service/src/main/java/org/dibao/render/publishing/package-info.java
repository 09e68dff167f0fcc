/** The publishing loop: brings the view up to date, announces, advances; recovers from the ports alone. */
@NullMarked
package org.dibao.render.publishing;

import org.jspecify.annotations.NullMarked;
