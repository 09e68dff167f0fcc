/** The publications, to be followed. */
@NullMarked
package org.dibao.render.kafka;

import org.jspecify.annotations.NullMarked;
