/** The system of record: folds the log into MongoDB, decides each submission once and publishes the outcome. */
@NullMarked
package org.dibao.store;

import org.jspecify.annotations.NullMarked;
