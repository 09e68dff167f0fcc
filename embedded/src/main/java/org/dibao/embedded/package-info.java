/**
 * Servers that would otherwise run separately, inside Dibao's JVM: a real Kafka broker and a server that speaks
 * MongoDB's protocol.
 */
@NullMarked
package org.dibao.embedded;

import org.jspecify.annotations.NullMarked;
