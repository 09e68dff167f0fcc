/** The database contract on the embedded server. */
@NullMarked
package org.dibao.render.mongo;

import org.jspecify.annotations.NullMarked;
