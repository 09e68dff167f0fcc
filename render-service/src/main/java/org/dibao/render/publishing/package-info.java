/** Processing of the events: updates the view and publishes what changed. */
@NullMarked
package org.dibao.render.publishing;

import org.jspecify.annotations.NullMarked;
