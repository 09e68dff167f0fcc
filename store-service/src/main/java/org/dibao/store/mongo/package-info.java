/** The store's collections in MongoDB, read and written by {@code _id} only. */
@NullMarked
package org.dibao.store.mongo;

import org.jspecify.annotations.NullMarked;
