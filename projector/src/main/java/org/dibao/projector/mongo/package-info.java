/** A projector's database in MongoDB, read and written by {@code _id} only. */
@NullMarked
package org.dibao.projector.mongo;

import org.jspecify.annotations.NullMarked;
