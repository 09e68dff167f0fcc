/** How far each subscription has got, and the topic that keeps it. */
@NullMarked
package org.dibao.delivery.progress;

import org.jspecify.annotations.NullMarked;
