/**
 * Turns an article's stored HTML into what a page shows: links within the site, valid HTML, an outline, highlighted
 * code, plain text.
 */
@NullMarked
package org.dibao.render.body;

import org.jspecify.annotations.NullMarked;
