/** What Dibao promises to its users, tried on a whole running system through its one address and its Kafka topics. */
@NullMarked
package org.dibao.acceptance;

import org.jspecify.annotations.NullMarked;
