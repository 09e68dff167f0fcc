/** Liquid as Jekyll runs it: a template language, from text to text. */
@NullMarked
package org.dibao.liquid;

import org.jspecify.annotations.NullMarked;
