/** How events look on Kafka: topics, headers, CloudEvents in binary mode, JSON. */
@NullMarked
package org.dibao.contract.wire;

import org.jspecify.annotations.NullMarked;
