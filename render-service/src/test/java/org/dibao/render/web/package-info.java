/** Pages over HTTP. */
@NullMarked
package org.dibao.render.web;

import org.jspecify.annotations.NullMarked;
