/** Bodies: what becomes of an article's HTML on its page. */
@NullMarked
package org.dibao.render.body;

import org.jspecify.annotations.NullMarked;
