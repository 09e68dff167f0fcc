/** Syntax highlighting from short language definitions, in one pass. */
@NullMarked
package org.dibao.render.body.code;

import org.jspecify.annotations.NullMarked;
