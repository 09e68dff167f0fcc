/** Keeps a view of the published articles, makes pages and listings from it, and tells when they are fresh. */
@NullMarked
package org.dibao.render;

import org.jspecify.annotations.NullMarked;
