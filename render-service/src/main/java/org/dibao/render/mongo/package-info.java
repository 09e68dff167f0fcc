/** The view in MongoDB. */
@NullMarked
package org.dibao.render.mongo;

import org.jspecify.annotations.NullMarked;
