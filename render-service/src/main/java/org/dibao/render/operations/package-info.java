/** Render's health, metrics and warm-up. */
@NullMarked
package org.dibao.render.operations;

import org.jspecify.annotations.NullMarked;
