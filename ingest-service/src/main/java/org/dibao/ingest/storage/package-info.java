/** Whether the disks have room for more. */
@NullMarked
package org.dibao.ingest.storage;

import org.jspecify.annotations.NullMarked;
