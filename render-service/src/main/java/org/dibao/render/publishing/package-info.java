/** What render makes of the events: bring the view up to date with them, publish what changed. */
@NullMarked
package org.dibao.render.publishing;

import org.jspecify.annotations.NullMarked;
