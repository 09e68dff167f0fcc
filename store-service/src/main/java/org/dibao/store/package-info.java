/** The system of record: folds the log into MongoDB, decides each submission once and announces what came of it. */
@NullMarked
package org.dibao.store;

import org.jspecify.annotations.NullMarked;
