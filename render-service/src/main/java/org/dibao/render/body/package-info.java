/** Makes of an article's stored HTML what a page shows: links within the site, valid HTML, an outline, coloured code, plain text. */
@NullMarked
package org.dibao.render.body;

import org.jspecify.annotations.NullMarked;
