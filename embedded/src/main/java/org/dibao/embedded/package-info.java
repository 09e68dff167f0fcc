/** Servers that otherwise run beside Dibao, inside its JVM: a real Kafka broker and one that speaks MongoDB's protocol. */
@NullMarked
package org.dibao.embedded;

import org.jspecify.annotations.NullMarked;
