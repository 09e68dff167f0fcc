/** Attempts and statuses in MongoDB. */
@NullMarked
package org.dibao.delivery.mongo;

import org.jspecify.annotations.NullMarked;
