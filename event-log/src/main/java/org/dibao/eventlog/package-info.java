/** What every service needs of Kafka: topics created or verified, append, the last record, following without a group. */
@NullMarked
package org.dibao.eventlog;

import org.jspecify.annotations.NullMarked;
