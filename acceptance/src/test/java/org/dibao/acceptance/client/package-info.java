/** The system as its users reach it: HTTP, the event stream and Kafka. */
@NullMarked
package org.dibao.acceptance.client;

import org.jspecify.annotations.NullMarked;
