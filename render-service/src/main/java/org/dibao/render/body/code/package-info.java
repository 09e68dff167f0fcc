/** Tells the parts of program code apart, from short definitions of languages, in one pass. */
@NullMarked
package org.dibao.render.body.code;

import org.jspecify.annotations.NullMarked;
