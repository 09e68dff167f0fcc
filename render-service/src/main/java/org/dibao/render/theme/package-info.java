/** Renders HTML from templates: the only place that knows how a page looks. */
@NullMarked
package org.dibao.render.theme;

import org.jspecify.annotations.NullMarked;
