/** Following the publications. */
@NullMarked
package org.dibao.render.kafka;

import org.jspecify.annotations.NullMarked;
